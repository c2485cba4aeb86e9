import { InteractionRequiredAuthError, AuthError as MsalError, ServerError } from "@azure/msal-node";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { describeCause } from "../../src/auth/describeCause.js";
import { AuthError } from "../../src/auth/errors.js";

const personal = "AADSTS50105: ada@contoso.example is not assigned. Token eyJhbGciOi";

describe("the cause of an error", () => {
  test("is told with what lies behind it", () => {
    const refused = new Error("connect ECONNREFUSED", { cause: new TypeError("deeper") });
    expect(describeCause(new AuthError("metadata_unavailable", { cause: refused }))).toBe(
      "AuthError: metadata_unavailable, caused by Error: connect ECONNREFUSED, caused by TypeError: deeper",
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
    error.cause = new Error("connect ECONNREFUSED 127.0.0.1:9");
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
    const refusals = ["::1:6379", "127.0.0.1:6379"].map(
      (address) => new Error(`connect ECONNREFUSED ${address}`),
    );
    expect(describeCause(new AggregateError(refusals))).toBe(
      "Error: connect ECONNREFUSED ::1:6379 and Error: connect ECONNREFUSED 127.0.0.1:6379",
    );
  });

  test.each([undefined, null, "a string with ada@contoso.example", 7, {}])("is unknown for %j", (thrown) => {
    expect(describeCause(thrown)).toBe("unknown");
  });
});
