import { InteractionRequiredAuthError } from "@azure/msal-node";
import { refreshOutcome } from "../aadsts/refreshes.js";
import { claimsRequest } from "../claimsRequest.js";
import { TenantBusyError } from "../http/answerCheck.js";
import { AuthError, type AuthErrorCode } from "./authError.js";
import { toAuthError } from "./toAuthError.js";

/**
 * Returns what stopped the app from getting an access token. The AADSTS number decides, as at a sign-in; what is over, and
 * what the person can answer at the tenant, is `sign_in_needed`.
 */
export function toTokenError(error: unknown, correlationId: string): AuthError {
  const { code, aadsts, cause } = toAuthError(error, correlationId);
  return new AuthError(refreshOutcome(aadsts) ?? codeFor(code, error), {
    correlationId,
    aadsts,
    claims: error instanceof InteractionRequiredAuthError ? claimsRequest(error.claims) : undefined,
    retryAfter:
      cause instanceof Error && cause.cause instanceof TenantBusyError ? cause.cause.retryAfter : undefined,
    cause,
  });
}

/** `code` is what would stop a sign-in. */
function codeFor(code: AuthErrorCode, error: unknown): AuthErrorCode {
  const isInteraction = error instanceof InteractionRequiredAuthError;
  switch (code) {
    case "sign_in_expired":
      return "sign_in_needed";
    case "sign_in_refused":
      return isInteraction && error.errorCode === "consent_required" ? "access_refused" : "sign_in_needed";
    case "id_token_invalid":
      // MSAL's own errors: it has no refresh token, or an answer is not what it expects.
      return isInteraction ? "sign_in_needed" : "answer_invalid";
    default:
      return code;
  }
}
