import type { Request } from "express";
import type { Provider } from "oidc-provider";
import type { Application, Platform } from "../applications/application.js";
import { isPageOf } from "../applications/pageOrigins.js";
import { platformOf } from "../applications/redirectUris.js";
import { checkOrigin, requireCodeChallenge } from "../singlePage/originRules.js";
import { platformOfRefreshToken } from "../singlePage/refreshTokensOfPages.js";
import type { ClientAssertions } from "./clientAssertions/clientAssertions.js";
import { basicCredentials } from "./clientId.js";
import { type Proof, proveClient } from "./clientProof.js";

interface RequestProofParts {
  readonly provider: Provider;
  readonly assertions: ClientAssertions;
  /** What oidc-provider knows each application by. */
  readonly innerSecret: string;
}

/**
 * Judges how the application of a token request proves itself and where the request comes from, and puts the proof that
 * oidc-provider knows in the place of a good one.
 *
 * @throws TokenRequestError
 */
export async function proveRequest(
  { provider, assertions, innerSecret }: RequestProofParts,
  application: Application,
  form: URLSearchParams,
  request: Request,
): Promise<Proof> {
  const platform = await platformOfSource(provider, application, form);
  const origin = request.get("Origin");
  checkOrigin(form.get("grant_type"), { platform, origin, fromPage: isPageOf(application, origin) });
  const basicSecret = basicCredentials(request.get("Authorization")).secret;
  const proof = await proveClient(application, { form, basicSecret, platform }, assertions);
  form.delete("client_assertion");
  form.delete("client_assertion_type");
  form.set("client_id", application.clientId);
  form.set("client_secret", innerSecret);
  return proof;
}

async function platformOfSource(
  { AuthorizationCode, RefreshToken }: Provider,
  application: Application,
  form: URLSearchParams,
): Promise<Platform | undefined> {
  const grantType = form.get("grant_type");
  if (grantType === "refresh_token") {
    const token = await RefreshToken.find(form.get("refresh_token") ?? "", { ignoreExpiration: true });
    return platformOfRefreshToken(token);
  }
  if (grantType !== "authorization_code") {
    return undefined;
  }
  const code = await AuthorizationCode.find(form.get("code") ?? "", { ignoreExpiration: true });
  const redirectUri = code?.redirectUri ?? form.get("redirect_uri");
  const platform = redirectUri ? platformOf(application, redirectUri) : undefined;
  if (code) {
    requireCodeChallenge(platform, code.codeChallenge);
  }
  return platform;
}
