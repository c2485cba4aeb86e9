import { createHash } from "node:crypto";
import type { AuthorizationUrlRequest } from "@azure/msal-node";
import type { Config } from "../config/config.js";
import { languageParameters, type SignInOptions } from "./signIn.js";
import type { SignInTransaction } from "./signInTransaction.js";

/** Returns what MSAL makes the address of the tenant's sign-in page of, but for the scopes. */
export function authorizationRequest(
  { redirectUri, responseMode }: Pick<Config, "redirectUri" | "responseMode">,
  { state, nonce, correlationId, codeVerifier }: SignInTransaction,
  { prompt, loginHint, domainHint, claims, uiLocales }: SignInOptions,
): Omit<AuthorizationUrlRequest, "scopes"> {
  return {
    redirectUri,
    responseMode,
    state,
    nonce,
    correlationId,
    codeChallenge: createHash("sha256").update(codeVerifier).digest("base64url"),
    codeChallengeMethod: "S256",
    ...(prompt && { prompt }),
    ...(loginHint && { loginHint }),
    ...(domainHint && { domainHint }),
    ...(claims && { claims }),
    ...(uiLocales && { extraQueryParameters: languageParameters(uiLocales) }),
  };
}
