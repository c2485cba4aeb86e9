import type { TokenError } from "../../answers/tokenRequestError.js";
import type { FaultOf } from "./fault.js";

const message = "The emulator was told to answer so.";

/** The errors and statuses of the token endpoint that are not `invalid_grant` with 400. */
const ofNumbers: Readonly<Record<number, { readonly error: string; readonly status: number }>> = {
  50076: { error: "interaction_required", status: 400 },
  70011: { error: "invalid_scope", status: 400 },
  90033: { error: "temporarily_unavailable", status: 503 },
  700016: { error: "unauthorized_client", status: 400 },
  700027: { error: "invalid_client", status: 401 },
  7000215: { error: "invalid_client", status: 401 },
  7000218: { error: "invalid_client", status: 401 },
  7000222: { error: "invalid_client", status: 401 },
};

/** The errors of the authorization endpoint that are not `server_error`. */
const atAuthorization: Readonly<Record<number, string>> = {
  50058: "login_required",
  50076: "interaction_required",
  50105: "access_denied",
  53003: "access_denied",
  65001: "consent_required",
  65004: "access_denied",
  70011: "invalid_scope",
  90033: "temporarily_unavailable",
  700016: "unauthorized_client",
};

/** Returns what is told in place of tokens. */
export function tokenErrorOf({ number, error }: FaultOf<"aadsts">): TokenError {
  const known = ofNumbers[number] ?? { error: "invalid_grant", status: 400 };
  return { number, message, error: error ?? known.error, status: known.status };
}

/** Returns what the app is told in place of a code. */
export function authorizationErrorOf({ number, error }: FaultOf<"aadsts">) {
  return { number, message, error: error ?? atAuthorization[number] ?? "server_error" };
}

/** Returns the AADSTS error that comes with a status of the sign-in endpoints, as far as it is known. */
export function statusErrorOf({ status }: FaultOf<"status">) {
  return status === 429
    ? { number: 90055, error: "temporarily_unavailable", message }
    : { number: 90033, error: "temporarily_unavailable", message };
}

/** Returns the code of Microsoft Graph's error with a status. */
export function graphErrorOf({ status }: FaultOf<"status">) {
  return { code: status === 429 ? "TooManyRequests" : "ServiceNotAvailable", message };
}
