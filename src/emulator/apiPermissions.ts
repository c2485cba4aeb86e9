import type { Configuration, KoaContextWithOIDC } from "oidc-provider";
import type { OidcProviderModule } from "./loadOidcProvider.js";
import { tenantId } from "./tenant.js";

type ResourceIndicators = NonNullable<NonNullable<Configuration["features"]>["resourceIndicators"]>;
type AccessTokenCustomizer = NonNullable<
  NonNullable<NonNullable<Configuration["formats"]>["customizers"]>["jwt"]
>;

const graph = "https://graph.microsoft.com";

/** OpenID Connect Core 1.0, sections 5.4 and 11. */
const openidScopes = ["openid", "profile", "email", "offline_access"];

/** Access tokens for the API that the scopes of a request name. Every API is known, and every permission is granted. */
export function apiResources({ errors }: OidcProviderModule): ResourceIndicators {
  return {
    enabled: true,
    defaultResource: ({ oidc }) => [...oidc.requestParamScopes].map(apiOf).find((api) => api !== undefined),
    getResourceServerInfo({ oidc }, resource) {
      const scope = oidc.grant?.getResourceScope(resource) ?? "";
      // No scope names it, so it comes from the parameter `resource`, which Entra's version 2.0 does not know.
      if (scope === "" && permissionsOf(oidc, resource).length === 0) {
        throw new errors.InvalidTarget();
      }
      return { scope, audience: resource, accessTokenFormat: "jwt" };
    },
  };
}

/** The scopes of the request that are permissions of this API. */
export function permissionsOf({ requestParamScopes }: KoaContextWithOIDC["oidc"], api: string): string[] {
  return [...requestParamScopes].filter((scope) => apiOf(scope) === api);
}

/**
 * The API whose permission a scope is: `api://orders` of `api://orders/Orders.Read`. One that names none is Graph's.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/scopes-oidc
 */
function apiOf(scope: string): string | undefined {
  const end = scope.lastIndexOf("/");
  if (end > 0) {
    return scope.slice(0, end);
  }
  return openidScopes.includes(scope) ? undefined : graph;
}

/** Writes the claims of an access token as Entra does (Microsoft identity platform, "Access token claims reference"). */
export const writeAccessToken: AccessTokenCustomizer = (_ctx, token, parts) => {
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
