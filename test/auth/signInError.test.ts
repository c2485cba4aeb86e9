import {
  ClientAuthError,
  InteractionRequiredAuthError,
  AuthError as MsalError,
  ServerError,
} from "@azure/msal-node";
import { AxiosError } from "axios";
import { describe, expect, test } from "vitest";
import { AuthError } from "../../src/auth/errors.js";
import { signInError } from "../../src/auth/signInError.js";

const correlationId = "99999999-0000-4000-8000-000000000001";

function refused(error: string, status: number, description = ""): ServerError {
  return new ServerError(error, "id", description, undefined, undefined, status);
}

function networkError(cause: Error): MsalError {
  const error = new MsalError("network_error", "id");
  error.cause = cause;
  return error;
}

describe("a sign-in that stops", () => {
  test.each([
    ["a code that was used before", refused("invalid_grant", 400), "sign_in_expired"],
    ["a wrong client secret", refused("invalid_client", 401), "app_refused"],
    ["an unknown application", refused("unauthorized_client", 400), "app_refused"],
    [
      "a second factor that is missing",
      new InteractionRequiredAuthError("interaction_required", "id"),
      "sign_in_refused",
    ],
    [
      "consent that is missing",
      new InteractionRequiredAuthError("consent_required", "id"),
      "sign_in_refused",
    ],
    [
      "a session that is missing",
      new InteractionRequiredAuthError("login_required", "id"),
      "sign_in_refused",
    ],
    ["a tenant that says it is overloaded", refused("temporarily_unavailable", 400), "tenant_unavailable"],
    ["a tenant that says it is broken", refused("server_error", 400), "tenant_unavailable"],
    ["a tenant that is down", networkError(new AxiosError("refused", "ECONNREFUSED")), "tenant_unavailable"],
    [
      "a tenant that does not answer",
      networkError(new AxiosError("canceled", "ERR_CANCELED")),
      "tenant_timeout",
    ],
    ["a tenant that answers no JSON", networkError(new TypeError("no JSON object")), "answer_invalid"],
    ["another nonce in the token", new ClientAuthError("nonce_mismatch", "id"), "id_token_invalid"],
    ["what nobody expected", new RangeError("odd"), "answer_invalid"],
    ["what is no error", "odd", "answer_invalid"],
  ] as const)("by %s", (_case, error, code) => {
    expect(signInError(error, correlationId)).toMatchObject({
      name: "AuthError",
      code,
      correlationId,
      cause: error,
    });
  });

  test("keeps what this app found, and gets the sign-in's correlation id", () => {
    const cause = new Error("deeper");
    const found = new AuthError("keys_unavailable", { cause, aadsts: 50105 });
    expect(signInError(found, correlationId)).toMatchObject({
      code: "keys_unavailable",
      aadsts: 50105,
      correlationId,
      cause,
    });
  });

  test("keeps the AADSTS number of Entra's description and nothing else of it", () => {
    const error = refused("invalid_client", 401, "AADSTS7000215: Invalid secret for ada@contoso.example.");
    expect(signInError(error, correlationId)).toMatchObject({
      aadsts: 7000215,
      message: "app_refused (AADSTS7000215)",
    });
  });
});
