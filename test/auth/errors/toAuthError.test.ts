import {
  ClientAuthError,
  InteractionRequiredAuthError,
  AuthError as MsalError,
  ServerError,
} from "@azure/msal-node";
import { describe, expect, test } from "vitest";
import { AuthError } from "../../../src/auth/errors/authError.js";
import { toAuthError } from "../../../src/auth/errors/toAuthError.js";
import { AnswerError } from "../../../src/auth/http/answerCheck.js";

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
    [
      "a tenant that is down",
      networkError(Object.assign(new Error("refused"), { code: "ECONNREFUSED" })),
      "tenant_unavailable",
    ],
    [
      "a tenant that does not answer",
      networkError(new DOMException("The time ran out", "TimeoutError")),
      "tenant_timeout",
    ],
    ["a tenant that answers no JSON", networkError(new AnswerError("no JSON object")), "answer_invalid"],
    ["another nonce in the token", new ClientAuthError("nonce_mismatch", "id"), "id_token_invalid"],
    ["what nobody expected", new RangeError("odd"), "answer_invalid"],
    ["what is no error", "odd", "answer_invalid"],
  ] as const)("by %s", (_case, error, code) => {
    expect(toAuthError(error, correlationId)).toMatchObject({
      name: "AuthError",
      code,
      correlationId,
      cause: error,
    });
  });

  test.each([
    ["invalid_grant", 53003, "sign_in_refused"],
    ["invalid_grant", 50196, "sign_in_refused"],
    ["invalid_grant", 50057, "sign_in_refused"],
    ["invalid_grant", 50076, "sign_in_refused"],
    ["invalid_grant", 50079, "sign_in_refused"],
    ["invalid_grant", 65001, "app_refused"],
    ["invalid_grant", 90055, "tenant_unavailable"],
    ["invalid_grant", 54005, "sign_in_expired"],
    ["invalid_grant", 70008, "sign_in_expired"],
    ["invalid_grant", 99999, "sign_in_refused"],
    ["invalid_request", 9002327, "app_refused"],
    ["invalid_client", 54005, "sign_in_expired"],
    ["invalid_client", 99999, "app_refused"],
    ["server_error", 700236, "app_refused"],
  ] as const)("by the token endpoint's %s with AADSTS%i is told by the number: %s", (error, aadsts, code) => {
    const failure = toAuthError(refused(error, 400, `AADSTS${aadsts}: x`), correlationId);
    expect(failure).toMatchObject({ code, aadsts });
  });

  test("is told by the number too where no description has it", () => {
    const listed = (number: string) => new ServerError("invalid_grant", "id", "", undefined, number, 400);
    expect(toAuthError(listed("53003"), correlationId)).toMatchObject({
      code: "sign_in_refused",
      aadsts: 53003,
    });
    expect(toAuthError(listed("the-secret"), correlationId)).toMatchObject({
      code: "sign_in_expired",
      aadsts: undefined,
    });
  });

  test("keeps what this app found, and gets the sign-in's correlation id", () => {
    const cause = new Error("deeper");
    const found = new AuthError("keys_unavailable", { cause, aadsts: 50105 });
    expect(toAuthError(found, correlationId)).toMatchObject({
      code: "keys_unavailable",
      aadsts: 50105,
      correlationId,
      cause,
    });
  });

  test("keeps the AADSTS number of Entra's description and nothing else of it", () => {
    const error = refused("invalid_client", 401, "AADSTS7000215: Invalid secret for ada@contoso.example.");
    expect(toAuthError(error, correlationId)).toMatchObject({
      aadsts: 7000215,
      message: "app_refused (AADSTS7000215)",
    });
  });
});
