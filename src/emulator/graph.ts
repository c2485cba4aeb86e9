import type { Configuration, KoaContextWithOIDC } from "oidc-provider";
import type { OidcProviderModule } from "./loadOidcProvider.js";
import { tenantId } from "./tenant.js";

type ResourceIndicators = NonNullable<NonNullable<Configuration["features"]>["resourceIndicators"]>;
type AccessTokenCustomizer = NonNullable<
  NonNullable<NonNullable<Configuration["formats"]>["customizers"]>["jwt"]
>;

const globalGraph = "https://graph.microsoft.com";

/** Microsoft Graph in the clouds of the world, of the US Government and of China. */
const origins = [globalGraph, "https://graph.microsoft.us", "https://microsoftgraph.chinacloudapi.cn"];

/** OpenID Connect Core 1.0, sections 5.4 and 11. */
const openidScopes = ["openid", "profile", "email", "offline_access"];

/** Access tokens for the Graph that the scopes of a request name, as `ORIGIN/Permission`. Every permission is granted. */
export function graphResources({ errors }: OidcProviderModule): ResourceIndicators {
  return {
    enabled: true,
    defaultResource: ({ oidc }) => origins.find((origin) => permissionsOf(oidc, origin).length > 0),
    getResourceServerInfo({ oidc }, resource) {
      if (!origins.includes(resource)) {
        throw new errors.InvalidTarget();
      }
      return {
        scope: oidc.grant?.getResourceScope(resource) ?? "",
        audience: resource,
        accessTokenFormat: "jwt",
      };
    },
  };
}

/**
 * The scopes of the request that are permissions of this resource. One that names no resource is Graph's.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/scopes-oidc
 */
export function permissionsOf(
  { requestParamScopes }: KoaContextWithOIDC["oidc"],
  resource: string,
): string[] {
  return [...requestParamScopes].filter(
    (scope) =>
      scope.startsWith(`${resource}/`) ||
      (resource === globalGraph && !scope.includes("/") && !openidScopes.includes(scope)),
  );
}

/** Writes the claims of a Graph token as Entra does (Microsoft identity platform, "Access token claims reference"). */
export const writeGraphToken: AccessTokenCustomizer = (_ctx, token, parts) => {
  const { scope, client_id: appid, ...claims } = parts.payload;
  parts.header = { typ: "JWT" };
  parts.payload = {
    ...claims,
    nbf: claims.iat,
    appid,
    oid: "accountId" in token ? token.accountId : undefined,
    tid: tenantId,
    scp: String(scope).replaceAll(`${claims.aud}/`, ""),
    ver: "1.0",
  };
};
