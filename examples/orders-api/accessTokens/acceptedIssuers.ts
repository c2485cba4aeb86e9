import type { TenantMetadata } from "./tenantMetadata.js";

/**
 * Returns the names that the issuer of the tenant's tokens may have. An external tenant has been seen under three, of the
 * same tenant id: its id, its subdomain and `login.microsoftonline.com`.
 */
export function acceptedIssuers(
  { issuer, tenantId }: Pick<TenantMetadata, "issuer" | "tenantId">,
  authority: string,
): string[] {
  const { origin, host } = new URL(authority);
  if (!new URL(issuer).host.endsWith(".ciamlogin.com") && !host.endsWith(".ciamlogin.com")) {
    return [issuer];
  }
  const origins = [origin, `https://${tenantId}.ciamlogin.com`, "https://login.microsoftonline.com"];
  return [issuer, ...origins.map((each) => `${each}/${tenantId}/v2.0`)];
}
