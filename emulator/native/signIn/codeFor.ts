import type { Provider } from "oidc-provider";
import { grantOpenid } from "../../provider/adminConsent.js";
import type { ContextPolicies } from "../../provider/contextPolicies.js";
import type { TokenOptions } from "../../tokens/tokenOptions.js";
import type { ProvenPerson } from "../flow/flow.js";
import type { NativeParts } from "../nativeParts.js";
import type { NativeRequest } from "../request/nativeRequest.js";

export interface CodeParts extends NativeParts {
  readonly provider: Provider;
  readonly contexts: ContextPolicies;
  readonly tokens: TokenOptions;
}

/** Where such a code would have come to, if it ever left the emulator. It belongs to no platform. */
const nowhere = "urn:external-id-emulator:native-authentication";

/** Returns the request for tokens that redeems a new authorization code of this person. */
export async function codeFor(
  { provider, tokens }: CodeParts,
  { application, form }: NativeRequest,
  { accountId, amr, authTime, claims }: ProvenPerson,
): Promise<URLSearchParams> {
  const { clientId } = application;
  const client = await provider.Client.find(clientId);
  if (!client) {
    throw new Error("oidc-provider does not know an application of the tenant.");
  }
  const grant = new provider.Grant({ accountId, clientId });
  grantOpenid(grant, application, tokens);
  const scope = form.get("scope") ?? "";
  const code = new provider.AuthorizationCode({
    client,
    accountId,
    amr: [...amr],
    authTime,
    scope,
    redirectUri: nowhere,
    grantId: await grant.save(),
    gty: "authorization_code",
  });
  return new URLSearchParams({
    client_id: clientId,
    grant_type: "authorization_code",
    code: await code.save(),
    redirect_uri: nowhere,
    scope,
    ...(claims === null ? {} : { claims }),
    ...(form.get("client_info") === "1" ? { client_info: "1" } : {}),
  });
}
