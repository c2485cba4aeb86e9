/**
 * Returns the scopes of each API, in the order in which the APIs come first: a request of tokens can name the scopes of one API
 * alone. Tokens for the others come later, without the person.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/scopes-oidc
 */
export function scopesByApi(scopes: readonly string[]): string[][] {
  const byApi = new Map<string, string[]>();
  for (const scope of scopes) {
    // The name of a scope comes last; one of Graph has nothing before it.
    const api = scope.slice(0, scope.lastIndexOf("/") + 1);
    byApi.set(api, [...(byApi.get(api) ?? []), scope]);
  }
  return [...byApi.values()];
}

/** Returns which of the APIs these scopes belong to; the first if they belong to none. */
export function apiOf(apis: readonly string[][], scopes: readonly string[] = []): number {
  return Math.max(
    0,
    apis.findIndex((own) => scopes.some((scope) => own.includes(scope))),
  );
}
