import type { Provider } from "oidc-provider";
import { TokenRequestError } from "../answers/tokenRequestError.js";
import type { Application } from "../applications/application.js";
import { methods } from "../provider/secondFactor.js";
import { leftOutOfIdTokens } from "../provider/signInClaims.js";
import type { SigningKeys } from "../provider/signingKeys.js";
import type { Tenant } from "../tenant.js";
import { verifyUserAssertion } from "./userAssertion.js";

/** Stands for the redirect URI that codes of this flow have none of. */
const nowhere = "urn:emulator:on-behalf-of";

interface ExchangeParts {
  readonly provider: Provider;
  readonly tenant: Tenant;
  readonly signingKeys: SigningKeys;
}

/**
 * Puts a code in the place of the assertion of an on-behalf-of request: oidc-provider has no such flow, and what follows is
 * the same, also what may be refused. `form` is changed.
 *
 * @throws TokenRequestError
 */
export async function exchangeAssertion(
  parts: ExchangeParts,
  application: Application,
  form: URLSearchParams,
): Promise<void> {
  if (form.get("requested_token_use") !== "on_behalf_of") {
    throw new TokenRequestError({
      number: 9002313,
      error: "invalid_request",
      status: 400,
      message: "The parameter 'requested_token_use' must be 'on_behalf_of'.",
    });
  }
  const { clientId } = application;
  const {
    oid: accountId,
    acrs,
    auth_time: authTime,
  } = await verifyUserAssertion(parts, application, form.get("assertion") ?? "");
  const { AuthorizationCode, Client, Grant } = parts.provider;
  const client = await Client.find(clientId);
  if (!client) {
    throw new Error(`oidc-provider does not know the application ${clientId}.`);
  }
  // One for each person and API: an API calls on with each of its own requests, and the memory for grants is bounded.
  const grantId = `on-behalf-of ${clientId} ${accountId}`;
  const grant =
    (await Grant.find(grantId)) ?? Object.assign(new Grant({ accountId, clientId }), { jti: grantId });
  grant.addOIDCScope("openid profile email offline_access");
  grant.rejectOIDCClaims(leftOutOfIdTokens(application, {}));
  const code = new AuthorizationCode({
    client,
    accountId,
    grantId: await grant.save(),
    gty: "authorization_code",
    redirectUri: nowhere,
    scope: form.get("scope") ?? "",
    amr: [...methods.password],
    ...(acrs.length > 0 ? { acr: acrs.join(" ") } : {}),
    ...(authTime === undefined ? {} : { authTime }),
  });
  form.set("grant_type", "authorization_code");
  form.set("code", await code.save());
  form.set("redirect_uri", nowhere);
  form.delete("refresh_token");
  form.delete("assertion");
  form.delete("requested_token_use");
}
