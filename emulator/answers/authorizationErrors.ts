import { entraErrorIn } from "../provider/entraError.js";
import { notEnabled } from "../responses/refusedResponse.js";
import type { AadstsError } from "./aadsts.js";
import { missingParameter } from "./requiredParameters.js";

const numbers: Readonly<Record<string, number>> = {
  access_denied: 65004,
  interaction_required: 50076,
  invalid_client: 700016,
  invalid_redirect_uri: 50011,
  invalid_request: 9002313,
  invalid_scope: 70011,
  invalid_target: 901002,
  login_required: 50058,
  server_error: 90033,
  unsupported_response_mode: 70007,
  unsupported_response_type: 700054,
};

/** Errors of OpenID Connect that Entra gives another name. */
const renamed: Readonly<Record<string, string>> = {
  invalid_client: "unauthorized_client",
  invalid_redirect_uri: "invalid_request",
  invalid_target: "invalid_request",
};

const messages: Readonly<Record<string, string>> = {
  access_denied: "The person cancelled the sign-in.",
  interaction_required: "The request wants a second factor, and prompt=none forbids asking.",
  invalid_client: "No application with this id is in the tenant.",
  invalid_redirect_uri: "The redirect URI of the request is not registered for this application.",
  invalid_target: "The parameter 'resource' is not supported. Name the resource in the scope.",
  login_required: "Nobody is signed in, and prompt=none forbids asking.",
  server_error: "The emulator failed. Its log has the details.",
  unsupported_response_type: "This response type is not enabled for the application. Use response_type=code.",
};

/** Entra's error for one of oidc-provider's at the authorization endpoint (OpenID Connect Core 3.1.2.6). */
export function authorizationError(
  error: string,
  description: string | undefined,
  responseType?: unknown,
): AadstsError {
  const known = entraErrorIn(error, description);
  if (known) {
    return known;
  }
  if (error === "invalid_target" && description?.startsWith("resource indicator must")) {
    // Made of a scope that names no API.
    return authorizationError("invalid_scope", "a scope names no API");
  }
  const [, missing] = /^missing required parameter '(\w+)'/.exec(description ?? "") ?? [];
  if (missing !== undefined) {
    return missingParameter(missing);
  }
  if (error === "unsupported_response_type" && responseType === "token") {
    return notEnabled(700051, "token");
  }
  return {
    number: numbers[error] ?? 9002313,
    error: renamed[error] ?? error,
    message: messages[error] ?? `The request is malformed or invalid (${description ?? error}).`,
  };
}
