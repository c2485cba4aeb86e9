import { InteractionRequiredAuthError, AuthError as MsalError, ServerError } from "@azure/msal-node";
import { AxiosError } from "axios";
import { errors } from "jose";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { AuthError } from "../../src/auth/errors/authError.js";
import { describeCause } from "../../src/log/describeCause.js";
import { LoggableError } from "../../src/log/loggableError.js";

const personal = "AADSTS50105: ada@contoso.example is not assigned. Token eyJhbGciOi";

/** As Node.js throws it. */
function refusal(address: string, port: number): Error {
  const fields = { syscall: "connect", code: "ECONNREFUSED", errno: -111, address, port };
  return Object.assign(new Error(`connect ECONNREFUSED ${address}:${port}`), fields);
}

describe("the cause of an error", () => {
  test("is told with what lies behind it", () => {
    const refused = new LoggableError("not there", { cause: new TypeError("x is not a function") });
    expect(describeCause(new AuthError("metadata_unavailable", { cause: refused }))).toBe(
      "AuthError: metadata_unavailable, caused by Error: not there, caused by TypeError: x is not a function",
    );
  });

  test("follows a sentence without its full stop", () => {
    const error = new LoggableError("The orders API cannot be reached.", { cause: refusal("127.0.0.1", 9) });
    expect(describeCause(error)).toBe(
      "Error: The orders API cannot be reached, caused by Error: connect ECONNREFUSED 127.0.0.1:9",
    );
  });

  test.each([
    new MsalError("network_error", "correlation-id", personal),
    new ServerError("invalid_client", "correlation-id", personal),
    new InteractionRequiredAuthError("interaction_required", "correlation-id", personal),
  ])("of $name names MSAL's code and nothing of what Entra answered", (error) => {
    const description = describeCause(new AuthError("app_refused", { cause: error }));
    expect(description).toBe(`AuthError: app_refused, caused by ${error.name} ${error.errorCode}`);
  });

  test("behind MSAL's error is told", () => {
    const error = new MsalError("network_error", "correlation-id", personal);
    error.cause = refusal("127.0.0.1", 9);
    expect(describeCause(error)).toMatch(
      /network_error, caused by Error: connect ECONNREFUSED 127\.0\.0\.1:9$/,
    );
  });

  test("in a document names its fields, not their values, on one line", () => {
    const { error } = z
      .object({ name: z.literal("x"), age: z.number() })
      .safeParse({ name: "Ada", age: "36" });
    const description = describeCause(error);
    expect(description).toMatch(/name.*age/);
    expect(description).not.toMatch(/Ada|36|\n/);
  });

  test("of a name with several addresses tells what each one said", () => {
    const refusals = ["::1", "127.0.0.1"].map((address) => refusal(address, 6379));
    expect(describeCause(new AggregateError(refusals))).toBe(
      "Error: connect ECONNREFUSED ::1:6379 and Error: connect ECONNREFUSED 127.0.0.1:6379",
    );
  });

  test.each([
    ["axios", new AxiosError(personal, "ECONNRESET"), "AxiosError: ECONNRESET"],
    [
      "an HTTP answer",
      Object.assign(new Error(personal), { statusCode: 403, code: "Forbidden" }),
      "Error: Forbidden status 403",
    ],
    [
      "a file",
      Object.assign(new Error(personal), { syscall: "open", code: "EACCES", path: personal }),
      "Error: open EACCES",
    ],
    [
      "a name that nobody has",
      Object.assign(new Error(personal), { syscall: "getaddrinfo", code: "ENOTFOUND", hostname: personal }),
      "Error: getaddrinfo ENOTFOUND",
    ],
    ["an address that is none", refusal(personal, 9), "Error: connect ECONNREFUSED"],
    [
      "jose",
      new errors.JWTClaimValidationFailed(personal, {}, "iss", "check_failed"),
      'JWTClaimValidationFailed: ERR_JWT_CLAIM_VALIDATION_FAILED claim "iss"',
    ],
    ["JSON that is none", new SyntaxError(personal), "SyntaxError"],
    [
      "an error with a strange name",
      Object.assign(new Error(personal), { name: personal, code: personal }),
      "Error",
    ],
    [
      "MSAL with a strange code",
      new ServerError(personal, "correlation-id"),
      "ServerError with an error of unknown form",
    ],
    ["a value that is used as a function", new TypeError(`"${personal}" is not a function`), "TypeError"],
  ])("of %s repeats no sentence", (_case, error, description) => {
    expect(describeCause(error)).toBe(description);
  });

  test("of a fault of the code is told in the words of Node.js", () => {
    const error = new TypeError("Cannot read properties of undefined (reading 'sub')");
    expect(describeCause(error)).toBe("TypeError: Cannot read properties of undefined (reading 'sub')");
  });

  test.each([undefined, null, "a string with ada@contoso.example", 7, {}])("is unknown for %j", (thrown) => {
    expect(describeCause(thrown)).toBe("unknown");
  });
});
