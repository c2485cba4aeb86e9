import { describe, expect, test } from "vitest";
import { AuthError, aadstsNumber } from "../../../src/auth/errors/authError.js";

describe("the AADSTS number", () => {
  test.each([
    ["AADSTS7000215: Invalid client secret provided. Trace ID: 0", 7000215],
    ["AADSTS50011", 50011],
    ["Wrapped: AADSTS65004: User declined", 65004],
    ["AADSTS1", undefined],
    ["AADSTS99999999999999999999", undefined],
    ["XAADSTS50011", undefined],
    ["aadsts50011", undefined],
    ["", undefined],
    [undefined, undefined],
  ])("of %j is %s", (description, expected) => {
    expect(aadstsNumber(description)).toBe(expected);
  });
});

describe("a failed sign-in", () => {
  test.each([
    ["sign_in_expired", 400],
    ["response_invalid", 400],
    ["sign_in_refused", 400],
    ["app_refused", 502],
    ["answer_invalid", 502],
    ["id_token_invalid", 502],
    ["metadata_unavailable", 503],
    ["keys_unavailable", 503],
    ["tenant_unavailable", 503],
    ["tenant_timeout", 504],
  ] as const)("by %s is answered with %i", (code, status) => {
    expect(new AuthError(code)).toMatchObject({ name: "AuthError", code, status, message: code });
  });

  test("carries what helps to find it in the logs", () => {
    const cause = new Error("deeper");
    expect(new AuthError("app_refused", { aadsts: 7000215, correlationId: "id", cause })).toMatchObject({
      message: "app_refused (AADSTS7000215)",
      aadsts: 7000215,
      correlationId: "id",
      cause,
    });
  });
});
