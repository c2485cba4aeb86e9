import type { Configuration } from "oidc-provider";
import { isGuid } from "../answers/aadsts.js";
import type { OidcProviderModule } from "../provider/loadOidcProvider.js";

type ResourceIndicators = NonNullable<NonNullable<Configuration["features"]>["resourceIndicators"]>;

/** Microsoft Graph, whose token everybody gets who names no API. */
export const graph = "https://graph.microsoft.com";

const graphs = [graph, "https://graph.microsoft.us", "https://microsoftgraph.chinacloudapi.cn"];

/** OpenID Connect Core 1.0, sections 5.4 and 11. */
const openidScopes = ["openid", "profile", "email", "offline_access"];

/** Access tokens for the API that the scopes of a request name. Every API is known, and every permission is granted. */
export function apiResources({ errors }: OidcProviderModule): ResourceIndicators {
  return {
    enabled: true,
    // A token is for one API: the first where an authorization was for several.
    defaultResource: ({ oidc }, _client, granted) => granted?.[0] ?? apisOf(oidc.requestParamScopes),
    getResourceServerInfo({ oidc }, resource) {
      const scope = oidc.grant?.getResourceScope(resource) ?? "";
      // No scope names it, so it comes from the parameter `resource`, which Entra's version 2.0 does not know.
      if (scope === "" && !apisOf(oidc.requestParamScopes).includes(resource)) {
        throw new errors.InvalidTarget();
      }
      return { scope, audience: audienceOf(resource), accessTokenFormat: "jwt" };
    },
  };
}

/** True if this API is Graph, in whichever cloud. */
export function isGraph(api: unknown): boolean {
  return graphs.some((each) => each === api);
}

/** Those of the scopes that an access token for this API can carry: for Graph they include those of the ID token. */
export function permissionsOf(scopes: Iterable<string>, api: string): string[] {
  return [...scopes].filter((scope) =>
    openidScopes.includes(scope) ? isGraph(api) && scope !== "offline_access" : apiOf(scope) === api,
  );
}

/** The APIs that these scopes are permissions of, in their order; Graph where they name none. */
export function apisOf(scopes: Iterable<string>): [string, ...string[]] {
  const [first = graph, ...others] = new Set(
    [...scopes].filter((scope) => scope !== "" && !openidScopes.includes(scope)).map(apiOf),
  );
  return [first, ...others];
}

/**
 * The API whose permission a scope is: `api://orders` of `api://orders/Orders.Read`. One that names none is Graph's. An
 * API goes by its client id, too.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/scopes-oidc
 */
function apiOf(scope: string): string {
  const end = scope.lastIndexOf("/");
  if (end <= 0) {
    return graph;
  }
  const api = scope.slice(0, end);
  return isGuid(api) ? `api://${api}` : api;
}

/** The API's client id, where its name has it: it is what `aud` of an access token of version 2.0 is. */
function audienceOf(api: string): string {
  const id = api.replace(/^api:\/\//, "");
  return isGuid(id) ? id : api;
}
