import { AuthError as MsalError, ServerError } from "@azure/msal-node";
import { AuthError, type AuthErrorCode, aadstsNumber } from "./errors.js";
import { isTimeout } from "./httpClient.js";

/**
 * Says what stopped a sign-in, whether this app or MSAL found it. For MSAL's it follows the errors of the token endpoint
 * (RFC 6749, section 5.2).
 */
export function signInError(error: unknown, correlationId: string): AuthError {
  if (error instanceof AuthError) {
    return new AuthError(error.code, { correlationId, aadsts: error.aadsts, cause: error.cause });
  }
  const aadsts = error instanceof MsalError ? aadstsNumber(error.errorMessage) : undefined;
  return new AuthError(codeFor(error), { correlationId, aadsts, cause: error });
}

function codeFor(error: unknown): AuthErrorCode {
  if (!(error instanceof MsalError)) {
    return "answer_invalid";
  }
  if (error.errorCode === "network_error") {
    if (isTimeout(error.cause)) {
      return "tenant_timeout";
    }
    return error.cause instanceof TypeError ? "answer_invalid" : "tenant_unavailable";
  }
  switch (error.errorCode) {
    case "invalid_grant":
      return "sign_in_expired";
    case "interaction_required":
    case "consent_required":
    case "login_required":
      return "sign_in_refused";
    case "temporarily_unavailable":
    case "server_error":
      return "tenant_unavailable";
  }
  return error instanceof ServerError ? "app_refused" : "id_token_invalid";
}
