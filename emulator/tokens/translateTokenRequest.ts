import type { Request } from "express";
import type { Provider } from "oidc-provider";
import { missingInTokenRequest, missingParameter } from "../answers/requiredParameters.js";
import { unknownApplication } from "../answers/tokenErrors.js";
import { TokenRequestError } from "../answers/tokenRequestError.js";
import type { Applications } from "../applications/applications.js";
import { appOnlyApi } from "../appOnly/appOnlyApi.js";
import { commandLineTools, deviceCodeGrant } from "../deviceCode/commandLineTools.js";
import type { Accounts } from "../directory/accounts.js";
import { exchangeAssertion } from "../onBehalfOf/exchangeAssertion.js";
import { onBehalfOfGrant } from "../onBehalfOf/onBehalfOfGrant.js";
import type { ContextPolicies } from "../provider/contextPolicies.js";
import type { SigningKeys } from "../provider/signingKeys.js";
import type { Tenant } from "../tenant.js";
import { ClientAssertions } from "./clientAssertions/clientAssertions.js";
import { clientIdOf } from "./clientId.js";
import type { Proof } from "./clientProof.js";
import { proveRequest } from "./proveRequest.js";
import { requestedApi } from "./requestedApi.js";

export interface TokenEndpointParts {
  readonly tenant: Tenant;
  readonly applications: Applications;
  readonly accounts: Accounts;
  readonly contexts: ContextPolicies;
  readonly provider: Provider;
  readonly signingKeys: SigningKeys;
  /** What oidc-provider knows each application by. */
  readonly innerSecret: string;
}

/**
 * Returns what makes requests that Entra takes into ones that oidc-provider takes, by changing their form. That lets a
 * client prove itself in one way only, and Entra in several: so proofs are judged here, and oidc-provider gets a secret of
 * its own in the place of a good one. MSAL calls the grant of RFC 8628 by a short name, and Entra knows both. Who renews
 * tokens may ask for `offline_access` again, and for another API.
 */
export function tokenRequestTranslator(parts: TokenEndpointParts) {
  const { tenant, applications } = parts;
  const assertions = new ClientAssertions(tenant, applications.all);

  return async (form: URLSearchParams, request: Request): Promise<Proof | undefined> => {
    const clientId = clientIdOf(request.get("Authorization"), form.get("client_id"));
    const missing = missingInTokenRequest(form, clientId);
    if (clientId === undefined || missing !== undefined) {
      throw new TokenRequestError(missingParameter(missing ?? "client_id"));
    }
    const application = applications.find(clientId);
    if (!application && clientId !== commandLineTools.client_id) {
      throw new TokenRequestError(unknownApplication(clientId));
    }
    const proof = application && (await proveRequest({ ...parts, assertions }, application, form, request));
    const grantType = form.get("grant_type");
    if (application && grantType === "client_credentials") {
      form.set("resource", appOnlyApi(applications, application, form.get("scope") ?? ""));
      return proof;
    }
    if (application && grantType === onBehalfOfGrant) {
      await exchangeAssertion(parts, application, form);
    }
    if (grantType === "device_code") {
      form.set("grant_type", deviceCodeGrant);
    }
    if (grantType === "refresh_token") {
      dropOfflineAccess(form);
    }
    const api = await requestedApi(parts, form, clientId);
    if (api !== undefined) {
      form.set("resource", api);
    }
    return proof;
  };
}

/** MSAL asks for this scope each time, and oidc-provider grants it only after `prompt=consent`. */
function dropOfflineAccess(form: URLSearchParams): void {
  const scopes = (form.get("scope") ?? "").split(" ").filter((scope) => scope !== "offline_access");
  form.set("scope", scopes.join(" "));
}
