import type { Provider } from "oidc-provider";
import { TokenRequestError } from "../answers/tokenRequestError.js";
import type { Applications } from "../applications/applications.js";
import { refusedScope } from "../applications/permissions.js";
import type { Accounts } from "../directory/accounts.js";
import { refusedPerson } from "../directory/refusedPerson.js";
import type { ContextPolicies } from "../provider/contextPolicies.js";
import { metContexts } from "./metContexts.js";
import { apisOf, permissionsOf, scopesOf } from "./scopes.js";

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

interface RequestedApiParts {
  readonly provider: Provider;
  readonly applications: Applications;
  readonly accounts: Accounts;
  readonly contexts: ContextPolicies;
}

/**
 * Lets codes and refresh tokens buy tokens for any API of the tenant's, asked for at first or not: Entra binds them to
 * the person and the app, and oidc-provider to the scopes and the resource of the authorization (RFC 8707 section 2.2).
 * Returns the API that the request is for; undefined if the code or token is not this app's, which is refused later.
 *
 * @throws TokenRequestError if the request is for several APIs, a scope is malformed or not granted, the person
 * may not sign in any more, or the request wants a second factor.
 */
export async function requestedApi(
  { provider, applications, accounts, contexts: policies }: RequestedApiParts,
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
  const application = applications.find(clientId);
  const account = accounts.findByOid(source.accountId ?? "");
  const refusedAccount = application && account && refusedPerson(application, account);
  if (refusedAccount) {
    throw new TokenRequestError({ ...refusedAccount, error: "invalid_grant", status: 400 });
  }
  const contexts = metContexts(source, form.get("claims"), policies);
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
  const refused =
    application && asked.map((scope) => refusedScope(applications, application, scope)).find(Boolean);
  if (refused) {
    throw new TokenRequestError(
      refused.error === "consent_required"
        ? { ...refused, error: "invalid_grant", suberror: "consent_required", status: 400 }
        : { ...refused, status: 400 },
    );
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
