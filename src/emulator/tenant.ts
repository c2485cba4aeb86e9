/** The tenant id of the emulated tenant. A fixed one, so that a database keyed by `tid` survives a restart. */
export const TENANT_ID = "6f4d2c1a-9b3e-4c57-8a60-d1e2f3a4b5c6";

/** The other name of the same tenant. Entra serves every path under both. */
export const TENANT_DOMAIN = "contoso.onmicrosoft.com";

/** Where the endpoints stand, under the tenant id. */
export const TENANT_PATHS = {
  discovery: `/${TENANT_ID}/v2.0/.well-known/openid-configuration`,
  authorize: `/${TENANT_ID}/oauth2/v2.0/authorize`,
  token: `/${TENANT_ID}/oauth2/v2.0/token`,
  logout: `/${TENANT_ID}/oauth2/v2.0/logout`,
  keys: `/${TENANT_ID}/discovery/v2.0/keys`,
} as const;

/** The addresses of the emulated tenant, once its port is known. */
export interface Tenant {
  readonly url: string;
  readonly host: string;
  readonly authority: string;
  readonly issuer: string;
}

/**
 * An external tenant signs its tokens with a host made of its tenant id, while people reach it under another host.
 * The same holds here, so that an app which expects the two to be equal fails at the developer's desk.
 */
export function createTenant(port: number): Tenant {
  const host = `127.0.0.1:${port}`;
  return {
    host,
    url: `http://${host}`,
    authority: `http://${host}/${TENANT_DOMAIN}`,
    issuer: `http://${TENANT_ID}.localhost:${port}/${TENANT_ID}/v2.0`,
  };
}
