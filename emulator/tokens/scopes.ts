import { isGuid } from "../answers/aadsts.js";

/** Microsoft Graph, whose token everybody gets who names no API. */
export const graph = "https://graph.microsoft.com";

const graphs = [graph, "https://graph.microsoft.us", "https://microsoftgraph.chinacloudapi.cn"];

/** OpenID Connect Core 1.0, sections 5.4 and 11. */
export const openidScopes: readonly string[] = ["openid", "profile", "email", "offline_access"];

/** The scopes of a parameter, which may be missing. */
export function scopesOf(scope: unknown): string[] {
  return typeof scope === "string" ? scope.split(" ").filter((name) => name !== "") : [];
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
export function apiOf(scope: string): string {
  const end = scope.lastIndexOf("/");
  if (end <= 0) {
    return graph;
  }
  const api = scope.slice(0, end);
  return isGuid(api) ? `api://${api}` : api;
}

/** The scope without the API that it is of. */
export function scopeName(scope: string): string {
  return scope.slice(scope.lastIndexOf("/") + 1);
}

/** Returns the scopes as an answer with tokens names them: those of ID tokens are said whatever API the token is for. */
export function scopesOfAnswer(scope: string | undefined): string {
  return [...new Set(["profile", "openid", "email", ...scopesOf(scope)])].join(" ");
}
