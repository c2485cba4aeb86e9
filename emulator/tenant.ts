/** The tenant id of the emulated tenant. A fixed one, so that a database keyed by `tid` survives a restart. */
export const tenantId = "6f4d2c1a-9b3e-4c57-8a60-d1e2f3a4b5c6";

/** The other name of the same tenant. Entra serves every path under both. */
export const tenantDomain = "contoso.onmicrosoft.com";

/** What a tenant is called. */
export interface TenantNames {
  readonly id: string;
  readonly domain: string;
  /** As its pages call it. */
  readonly displayName: string;
}

/** The tenant that is emulated if nothing else is configured. */
export const readyMadeNames: TenantNames = {
  id: tenantId,
  domain: tenantDomain,
  displayName: "Contoso customers",
};

/** Where the endpoints stand, under the tenant id. */
function pathsUnder(id: string) {
  return {
    discovery: `/${id}/v2.0/.well-known/openid-configuration`,
    authorize: `/${id}/oauth2/v2.0/authorize`,
    token: `/${id}/oauth2/v2.0/token`,
    deviceCode: `/${id}/oauth2/v2.0/devicecode`,
    logout: `/${id}/oauth2/v2.0/logout`,
    keys: `/${id}/discovery/v2.0/keys`,
  };
}

/** Where the code of a device is typed. It belongs to no tenant, as at Entra. */
export const deviceLoginPath = "/devicelogin";

/** Where the people's own data are, outside the tenant's paths, as at Microsoft Graph. */
export const userinfoPath = "/oidc/userinfo";
export const mePath = "/v1.0/me";

/** The names and addresses of the emulated tenant, once its port is known. */
export interface Tenant extends TenantNames {
  readonly port: number;
  readonly url: string;
  readonly host: string;
  readonly authority: string;
  readonly issuer: string;
  readonly paths: Readonly<ReturnType<typeof pathsUnder>>;
}

/** The token endpoint under both names of the tenant, and by https too: MSAL takes no authority at plain http. */
export function tokenEndpointUrls({ host, id, domain, paths }: Tenant): string[] {
  return [id, domain].flatMap((name) =>
    ["http", "https"].map((scheme) => `${scheme}://${host}${paths.token.replace(id, name)}`),
  );
}

/**
 * An external tenant signs its tokens with a host made of its tenant id, while people reach it under another host.
 * The same holds here, so that an app which expects the two to be equal fails at the developer's desk.
 */
export function createTenant(port: number, names = readyMadeNames): Tenant {
  // URLs leave the port 80 out, and so do clients.
  const { host, origin } = new URL(`http://127.0.0.1:${port}`);
  return {
    ...names,
    port,
    host,
    url: origin,
    authority: `${origin}/${names.domain}`,
    issuer: new URL(`http://${names.id}.localhost:${port}/${names.id}/v2.0`).href,
    paths: pathsUnder(names.id),
  };
}
