import { AuthError as MsalError, ServerError } from "@azure/msal-node";
import { adviceFor } from "../aadsts/aadstsAdvice.js";
import { AnswerError } from "../http/answerCheck.js";
import { isTimeout } from "../http/tenantClient.js";
import { AuthError, type AuthErrorCode, aadstsNumber } from "./authError.js";

/**
 * Returns what stopped a sign-in, whether this app or MSAL found it. For MSAL's the AADSTS number decides, and if that is
 * not known or says nothing, the error of the token endpoint (RFC 6749, section 5.2).
 */
export function toAuthError(error: unknown, correlationId: string): AuthError {
  if (error instanceof AuthError) {
    return new AuthError(error.code, { correlationId, aadsts: error.aadsts, cause: error.cause });
  }
  const aadsts = error instanceof MsalError ? numberOf(error) : undefined;
  return new AuthError(codeFor(error, aadsts), { correlationId, aadsts, cause: error });
}

/** The description names what happened first, and some answers have none. */
function numberOf(error: MsalError): number | undefined {
  const listed = error instanceof ServerError ? error.errorNo : undefined;
  return aadstsNumber(error.errorMessage) ?? aadstsNumber(`AADSTS${listed}`);
}

function codeFor(error: unknown, aadsts: number | undefined): AuthErrorCode {
  if (!(error instanceof MsalError)) {
    return "answer_invalid";
  }
  if (error.errorCode === "network_error") {
    if (isTimeout(error.cause)) {
      return "tenant_timeout";
    }
    return error.cause instanceof AnswerError ? "answer_invalid" : "tenant_unavailable";
  }
  return adviceFor(aadsts)?.code ?? codeForWord(error, aadsts);
}

function codeForWord(error: MsalError, aadsts: number | undefined): AuthErrorCode {
  switch (error.errorCode) {
    case "invalid_grant":
      // Policies answer with it too, and nobody should try for ever.
      return aadsts === undefined ? "sign_in_expired" : "sign_in_refused";
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
