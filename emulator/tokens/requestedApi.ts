import type { Provider } from "oidc-provider";
import { TokenRequestError } from "../answers/tokenRequestError.js";
import { apisOf, permissionsOf } from "./apiPermissions.js";
import { metContexts } from "./metContexts.js";

/** RFC 6749 section 3.3. */
const scopeToken = /^[!#-[\]-~]+$/;

const badRequest = { error: "invalid_request", status: 400 } as const;

const severalApis = {
  ...badRequest,
  number: 28000,
  message:
    "The scopes are of more than one API. A token is for one: ask for the others in requests of their own.",
};

const noScopes = {
  ...badRequest,
  number: 28003,
  message: "The authorization was for more than one API, so the request must name the scopes of one.",
};

const malformed = {
  number: 70011,
  error: "invalid_scope",
  status: 400,
  message: "A scope of the request is malformed.",
};

const resourceParameter = {
  ...badRequest,
  number: 901002,
  message: "The parameter 'resource' is not supported. Name the resource in the scope.",
};

/**
 * Lets codes and refresh tokens buy tokens for any API of the tenant's, asked for at first or not: Entra binds them to
 * the person and the app, and oidc-provider to the scopes and the resource of the authorization (RFC 8707 section 2.2).
 * Returns the API that the request is for; undefined if the code or token is not this app's, which is refused later.
 *
 * @throws TokenRequestError if the request is for several APIs, a scope is malformed, or it wants a second factor.
 */
export async function requestedApi(
  provider: Provider,
  form: URLSearchParams,
  clientId: string,
): Promise<string | undefined> {
  if (form.has("resource")) {
    throw new TokenRequestError(resourceParameter);
  }
  const refreshToken = form.get("refresh_token");
  const source = await (refreshToken === null
    ? provider.AuthorizationCode.find(form.get("code") ?? "")
    : provider.RefreshToken.find(refreshToken));
  const grant = await provider.Grant.find(source?.grantId ?? "");
  if (!source || !grant || source.clientId !== clientId) {
    return undefined;
  }
  const contexts = metContexts(source, form.get("claims"));
  if (contexts !== source.acr) {
    source.acr = contexts;
    await source.save();
  }
  const granted = [source.resource ?? []].flat();
  const asked = scopesOf(form.get("scope"));
  if (asked.length === 0) {
    if (refreshToken === null && granted.length > 1) {
      throw new TokenRequestError(noScopes);
    }
    return granted[0];
  }
  const [api, ...others] = apisOf(asked);
  if (others.length > 0) {
    throw new TokenRequestError(severalApis);
  }
  if (!asked.every((scope) => scopeToken.test(scope)) || !URL.canParse(api)) {
    throw new TokenRequestError(malformed);
  }
  grant.addResourceScope(api, permissionsOf(asked, api).join(" "));
  source.scope = [...new Set([...scopesOf(source.scope), ...asked])].join(" ");
  source.resource = [...new Set([...granted, api])];
  await grant.save();
  await source.save();
  return api;
}

/** The scopes of a parameter, which may be missing. */
export function scopesOf(scope: unknown): string[] {
  return typeof scope === "string" ? scope.split(" ").filter((name) => name !== "") : [];
}
