import { describe, expect, test } from "vitest";
import {
  authorizationCode,
  isCancelled,
  parseAuthorizationResponse,
} from "../../src/auth/authorizationResponse.js";
import { aTransaction } from "../support/app/aTransaction.js";
import { metadataOf } from "../support/tenant/metadataOf.js";

const { state } = aTransaction;
const metadata = metadataOf("https://contoso.ciamlogin.com/aaaabbbb-0000-4ccc-8ddd-eeeeffff0000");

function codeOf(fields: Record<string, string>): string {
  return authorizationCode(parseAuthorizationResponse(fields), aTransaction, metadata);
}

describe("the fields of a response", () => {
  test("are read where OpenID Connect and Entra know them", () => {
    const fields = { state, code: "c", client_info: "i", session_state: "s", iss: metadata.issuer };
    expect(parseAuthorizationResponse({ ...fields, other: "x" })).toEqual(fields);
  });

  test.each([
    undefined,
    null,
    "state=x",
    [],
    {},
    { code: "c" },
    { state: "" },
    { state: ["a", "b"] },
    { state, code: "" },
    { state, code: ["a", "b"] },
    { state, code: { $ne: "" } },
    { state, error: ["a", "b"] },
    { state, error: "" },
    { state, iss: ["a", "b"] },
  ])("are refused where they are %j", (fields) => {
    expect(() => parseAuthorizationResponse(fields)).toThrow(
      expect.objectContaining({ code: "response_invalid" }),
    );
  });
});

describe("the authorization code", () => {
  test("is that of an answer to this request", () => {
    expect(codeOf({ state, code: "the-code" })).toBe("the-code");
  });

  test("is taken from the tenant's own issuer where the answer names one", () => {
    expect(codeOf({ state, code: "the-code", iss: metadata.issuer })).toBe("the-code");
  });

  test.each([
    ["another state", { state: `${state}x`, code: "c" }, "sign_in_expired"],
    ["another issuer", { state, code: "c", iss: "https://evil.com/" }, "response_invalid"],
    ["an empty issuer", { state, code: "c", iss: "" }, "response_invalid"],
    ["neither code nor error", { state }, "response_invalid"],
    ["an error", { state, error: "invalid_request" }, "sign_in_refused"],
    ["an error beside a code", { state, code: "c", error: "invalid_request" }, "sign_in_refused"],
    ["an error of another request", { state: "x", error: "invalid_request" }, "sign_in_expired"],
    ["an error of another issuer", { state, error: "x", iss: "https://evil.com/" }, "response_invalid"],
    ["an overloaded tenant", { state, error: "temporarily_unavailable" }, "tenant_unavailable"],
    ["a broken tenant", { state, error: "server_error" }, "tenant_unavailable"],
  ])("is not taken from an answer with %s", (_case, fields, code) => {
    expect(() => codeOf(fields)).toThrow(expect.objectContaining({ code }));
  });

  test.each([
    ["the tenant's error", { state, error: "login_required" }, "login_required"],
    ["no more than that of a long one", { state, error: "x".repeat(65) }, "an error of unknown form"],
    ["nothing that forges a line", { state, error: "x\nwarn y" }, "an error of unknown form"],
    ["the issuer", { state, code: "c", iss: "https://evil.com/" }, "iss is not the tenant's issuer"],
    ["what is missing", { state }, "neither code nor error"],
  ])("is refused with a cause that names %s", (_case, fields, message) => {
    expect(() => codeOf(fields)).toThrow(
      expect.objectContaining({ cause: expect.objectContaining({ message }) }),
    );
  });

  test.each([
    ["access_denied", 53003, "sign_in_refused"],
    ["access_denied", 90094, "app_refused"],
    ["access_denied", 1100001, "sign_in_refused"],
    ["access_denied", 99999, "sign_in_refused"],
    ["server_error", 50105, "sign_in_refused"],
    ["server_error", 99999, "tenant_unavailable"],
    ["invalid_request", 90055, "tenant_unavailable"],
    ["invalid_request", 70008, "sign_in_expired"],
    ["unauthorized_client", 700016, "app_refused"],
  ])("is refused by the number, whatever the word: %s with AADSTS%i", (error, aadsts, code) => {
    expect(() => codeOf({ state, error, error_description: `AADSTS${aadsts}: x` })).toThrow(
      expect.objectContaining({ code, aadsts }),
    );
  });

  test("leaves only the AADSTS number of Entra's description", () => {
    const error_description = "AADSTS50105: ada@contoso.example is not assigned. Trace ID: 1";
    expect(() => codeOf({ state, error: "access_denied", error_description })).toThrow(
      expect.objectContaining({ aadsts: 50105, message: "sign_in_refused (AADSTS50105)" }),
    );
  });
});

describe("a person who backed out", () => {
  test.each([
    ["the person's own word", { error: "access_denied", error_subcode: "cancel" }],
    [
      "that beside a number",
      { error: "access_denied", error_subcode: "cancel", error_description: "AADSTS90094: x" },
    ],
    ["declined consent", { error: "access_denied", error_description: "AADSTS65004: User declined" }],
    ["declined consent, in another word", { error: "consent_required", error_description: "AADSTS65004: x" }],
    ["no number at all", { error: "access_denied" }],
    ["no number in the description", { error: "access_denied", error_description: "The user has cancelled" }],
  ])("is told by %s", (_case, fields) => {
    expect(isCancelled({ state, ...fields })).toBe(true);
  });

  test.each([
    ...[53003, 530003, 90094, 1100001, 650051, 50105, 99999].map((number) => ({
      error: "access_denied",
      error_description: `AADSTS${number}: ada@contoso.example may not`,
    })),
    { error: "invalid_request" },
    { error: "access_denied", error_subcode: "other", error_description: "AADSTS53003: x" },
    { code: "c" },
    { code: "c", error_subcode: "cancel" },
  ])("is told apart from %j", (fields) => {
    expect(isCancelled({ state, ...fields })).toBe(false);
  });
});
