/** The authentication contexts of a tenant; undefined: every one is known, and wants a second factor. */
export type ContextPolicies = ReadonlyMap<string, { readonly secondFactor: boolean }> | undefined;

/** Those of the contexts that the tenant has: the others stand in no token. */
export function knownContexts(contexts: readonly string[], policies: ContextPolicies): string[] {
  return contexts.filter((id) => !policies || policies.has(id));
}

/** True if one of the contexts wants a second factor. */
export function wantSecondFactor(contexts: readonly string[], policies: ContextPolicies): boolean {
  return contexts.some((id) => !policies || policies.get(id)?.secondFactor);
}
