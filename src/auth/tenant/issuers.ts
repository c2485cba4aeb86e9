import type { JWK } from "jose";

const guid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const tenantIdInPath = new RegExp(`^/(${guid})(?:/|$)`, "i");

/** Stands for the tenant id where metadata and keys are those of many tenants. */
const anyTenant = "{tenantid}";

/** The tenant id that an issuer or an authority names first in its path; undefined if it names none. */
export function tenantIdOf(url: string): string | undefined {
  return URL.canParse(url) ? tenantIdInPath.exec(new URL(url).pathname)?.[1]?.toLowerCase() : undefined;
}

/** True if a URL has the form of Entra's issuers: a host, a tenant, and `v2.0`. */
export function hasIssuerForm(url: string): boolean {
  return /^https?:\/\/[^/?#]+\/[^/?#]+\/v2\.0$/.test(url);
}

/** True if metadata with this issuer is that of many tenants. */
export function isMultiTenant(issuer: string): boolean {
  return issuer.includes(anyTenant);
}

/**
 * The names by which tokens of the metadata's issuer may call it. Multi-tenant metadata has `{tenantid}` in its issuer,
 * which the token's `tid` fills. An external tenant has been seen under three names of the same tenant id: its id, its
 * subdomain and `login.microsoftonline.com`.
 */
export function acceptedIssuers(
  issuer: string,
  authority: string,
  { tid }: { readonly tid?: unknown },
): string[] {
  if (isMultiTenant(issuer)) {
    return typeof tid === "string" && new RegExp(`^${guid}$`, "i").test(tid)
      ? [issuer.replace(anyTenant, tid)]
      : [];
  }
  const tenantId = tenantIdOf(issuer);
  if (tenantId === undefined || !(isExternal(issuer) || isExternal(authority))) {
    return [issuer];
  }
  const origins = [`https://${tenantId}.ciamlogin.com`, "https://login.microsoftonline.com"];
  if (isExternal(authority)) {
    origins.push(new URL(authority).origin);
  }
  return [issuer, ...origins.map((origin) => `${origin}/${tenantId}/v2.0`)];
}

/**
 * True if a key among those of many tenants may sign the tokens of an issuer. A key that is for one tenant alone,
 * as that of personal accounts is, says so by its own `issuer`.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-the-issuer
 */
export function isKeyOf(
  key: (JWK & { readonly issuer?: unknown }) | undefined,
  { iss, tid }: { readonly iss?: string; readonly tid?: unknown },
): boolean {
  if (typeof key?.issuer !== "string") {
    return key !== undefined;
  }
  return key.issuer.replace(anyTenant, String(tid)) === iss;
}

/** External tenants are served from hosts of their own. */
function isExternal(url: string): boolean {
  return new URL(url).host.endsWith(".ciamlogin.com");
}
