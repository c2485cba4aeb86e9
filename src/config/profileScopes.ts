import type { TenantConfig } from "./tenant/tenantConfig.js";

/** The scopes of Microsoft Graph by which the app reads a person's profile, and changes it if it may. */
export interface ProfileScopes {
  readonly read: string;
  readonly write: string | undefined;
}

/** Returns the scopes of the profile among those that are configured; undefined if the app has no profile to show. */
export function profileScopesOf({ apiScopes }: Pick<TenantConfig, "apiScopes">): ProfileScopes | undefined {
  const write = apiScopes.find((scope) => scope === "User.ReadWrite");
  // Who may change a profile may read it.
  const read = apiScopes.find((scope) => scope === "User.Read") ?? write;
  return read === undefined ? undefined : { read, write };
}
