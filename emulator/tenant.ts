import { type Addresses, addressesOf, type Scheme } from "./addresses.js";

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
    versionOneDiscovery: `/${id}/.well-known/openid-configuration`,
    versionOneKeys: `/${id}/discovery/keys`,
  };
}

/** Where the code of a device is typed. It belongs to no tenant, as at Entra. */
export const deviceLoginPath = "/devicelogin";

/** Where clients ask under which names a host goes. */
export const instanceDiscoveryPath = "/common/discovery/instance";

/** Where the people's own data are, outside the tenant's paths, as at Microsoft Graph. */
export const userinfoPath = "/oidc/userinfo";
export const mePath = "/v1.0/me";
export const graphPath = "/v1.0";

/** The names and addresses of the emulated tenant, once its port is known. */
export interface Tenant extends TenantNames, Addresses {
  readonly paths: Readonly<ReturnType<typeof pathsUnder>>;
}

/** The token endpoint under all names of the tenant, and by https too: MSAL takes no authority at plain http. */
export function tokenEndpointUrls({ origins, id, domain, paths }: Tenant): string[] {
  const hosts = [...new Set([...origins.values()].map((origin) => new URL(origin).host))];
  return hosts.flatMap((host) =>
    [id, domain].flatMap((name) =>
      ["http", "https"].map((scheme) => `${scheme}://${host}${paths.token.replace(id, name)}`),
    ),
  );
}

/** The tenant on a port of this machine. */
export function createTenant(port: number, names = readyMadeNames, scheme: Scheme = "http"): Tenant {
  return { ...names, ...addressesOf(port, names, scheme), paths: pathsUnder(names.id) };
}
