import createError from "http-errors";
import { describe, expect, test } from "vitest";
import { AccessError, type AccessErrorCode } from "../../../src/auth/errors/accessError.js";
import { AuthError, type AuthErrorCode } from "../../../src/auth/errors/authError.js";
import { LoggableError } from "../../../src/log/loggableError.js";
import { errorPage } from "../../../src/middleware/errors/errorPage.js";

const guid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const secret = "secret-of-the-cause";

const codes: readonly (readonly [AuthErrorCode, number, string])[] = [
  ["sign_in_expired", 400, "Sign-in expired"],
  ["response_invalid", 400, "You could not be signed in"],
  ["sign_in_refused", 400, "You could not be signed in"],
  ["id_token_invalid", 502, "You could not be signed in"],
  ["app_refused", 502, "Sign-in is not available"],
  ["answer_invalid", 502, "Sign-in is not available"],
  ["metadata_unavailable", 503, "Sign-in is not available"],
  ["keys_unavailable", 503, "Sign-in is not available"],
  ["credential_unavailable", 503, "Sign-in is not available"],
  ["tenant_unavailable", 503, "Sign-in is not available"],
  ["tenant_timeout", 504, "Sign-in is not available"],
];

describe("the page for a failed sign-in", () => {
  test.each(codes)("by %s has status %i and says: %s", (code, status, title) => {
    const page = errorPage(new AuthError(code, { correlationId: "the-id", cause: new Error(secret) }), true);
    expect(page).toMatchObject({ status, title, correlationId: "the-id" });
    expect(page.action).toEqual({ href: "/auth/signin", text: "Sign in again" });
    expect(page.message).toMatch(/ try again|sign in again|tell the people who run it/);
    expect(JSON.stringify(page)).not.toContain(secret);
  });

  test.each(codes)("by %s tells developers the cause outside production", (code) => {
    const page = errorPage(new AuthError(code, { cause: new LoggableError("a sentence of ours") }), false);
    expect(page.developer?.cause).toBe(`AuthError: ${code}, caused by Error: a sentence of ours`);
  });

  test("has an id to ask for help with where the sign-in had none", () => {
    expect(errorPage(new AuthError("sign_in_expired"), true).correlationId).toEqual(guid);
  });

  test("gives people the advice for Entra's number where they can do something", () => {
    const page = errorPage(new AuthError("sign_in_refused", { aadsts: 500208 }), true);
    expect(page.message).toBe("This kind of account cannot sign in here. Please use a customer account.");
    expect(page.developer).toBeUndefined();
    expect(page.action).toEqual({
      href: "/auth/signin?prompt=select_account",
      text: "Sign in with another account",
    });
  });

  test("stays general in faults of the server, and tells developers what to mend", () => {
    const error = new AuthError("app_refused", { aadsts: 7000215 });
    expect(errorPage(error, true).message).toBe(
      "This app is not set up correctly. Please tell the people who run it.",
    );
    expect(errorPage(error, false).developer?.advice).toMatch(/^CLIENT_SECRET is wrong/);
  });

  test("tells developers what to look at where Entra gave no number", () => {
    expect(errorPage(new AuthError("metadata_unavailable"), false).developer?.advice).toMatch(
      /TENANT_SUBDOMAIN/,
    );
  });
});

const accessCodes: readonly (readonly [AccessErrorCode, number, string, RegExp])[] = [
  [
    "role_missing",
    403,
    "No access",
    /Assign the role “wanted” under Enterprise applications, .*Users and groups/,
  ],
  ["group_missing", 403, "No access", /Enterprise applications, .*Users and groups/],
  ["groups_not_listed", 403, "No access", /groupMembershipClaims of the registration to ApplicationGroup/],
  ["sign_in_not_recent", 403, "A fresh sign-in is needed", /auth_time is older than wanted/],
  ["auth_context_unmet", 403, "One more step is needed", /acrs of the ID token has no wanted/],
  ["auth_time_missing", 500, "Not available", /no auth_time: add it/],
];

describe("the page for a person whom a guard did not let pass", () => {
  test.each(accessCodes)("by %s has status %i and says: %s", (code, status, title) => {
    const page = errorPage(new AccessError(code, "wanted"), true);
    expect(page).toMatchObject({ status, title, correlationId: guid });
    expect(page.message).toMatch(/people who run this app|sign in again/);
    expect(page.developer).toBeUndefined();
  });

  test.each(accessCodes)("by %s tells developers what to set", (code, _status, _title, advice) => {
    expect(errorPage(new AccessError(code, "wanted"), false).developer).toEqual({
      cause: `AccessError: ${code} (wanted)`,
      advice: expect.stringMatching(advice),
    });
  });

  test.each(["role_missing", "group_missing", "groups_not_listed"] as const)(
    "by %s names what is missing",
    (code) => {
      expect(errorPage(new AccessError(code, "wanted"), true).message).toContain("wanted");
    },
  );

  test("for a recent sign-in leads to one", () => {
    const { action } = errorPage(new AccessError("sign_in_not_recent", "300 s"), true);
    expect(action).toEqual({ href: "/auth/signin?prompt=login", text: "Sign in again" });
  });
});

describe("the page for a person who has to sign in once more", () => {
  test.each([
    ["sign_in_needed", 401, "Please sign in again"],
    ["demand_unmet", 403, "No access"],
  ] as const)("by %s has status %i and says: %s", (code, status, title) => {
    const page = errorPage(new AuthError(code), true);
    expect(page).toMatchObject({ status, title, action: { href: "/", text: "Go to the home page" } });
  });
});

describe("the page for developers", () => {
  test.each([
    new Error(secret),
    Object.assign(new RangeError(secret), { code: secret }),
    new AuthError("sign_in_refused", { cause: new SyntaxError(secret) }),
  ])("repeats nothing of %o that the app has not written", (error) => {
    expect(JSON.stringify(errorPage(error, false))).not.toContain(secret);
  });
});

describe("the page for a request that failed", () => {
  test.each([
    [400, "Bad request"],
    [403, "No access"],
    [404, "Page not found"],
    [405, "Not allowed"],
    [413, "Too large"],
  ])("with status %i says: %s", (status, title) => {
    const page = errorPage(createError(status, secret), false);
    expect(page).toMatchObject({ status, title, action: { href: "/", text: "Go to the home page" } });
    expect(page.developer).toBeUndefined();
    expect(JSON.stringify(page)).not.toContain(secret);
  });

  test("that a person sent after the session had ended says that nothing was saved, and leads to sign in", () => {
    expect(errorPage(createError(401, secret), false)).toEqual({
      status: 401,
      title: "You are signed out",
      message: "Nothing was saved. Please sign in, then try again.",
      action: { href: "/auth/signin", text: "Sign in again" },
    });
  });

  test.each([
    [createError(507, secret), 507],
    [new Error(secret), 500],
    [Object.assign(new Error(secret), { status: 200 }), 500],
    [secret, 500],
    [undefined, 500],
  ])("by %s says nothing but an id in production", (error, status) => {
    const page = errorPage(error, true);
    expect(page).toMatchObject({ status, title: "Something went wrong", correlationId: guid });
    expect(JSON.stringify(page)).not.toContain(secret);
  });

  test("tells developers the cause outside production, without a stack", () => {
    expect(errorPage(new TypeError("x is not a function"), false).developer).toEqual({
      cause: "TypeError: x is not a function",
      advice: expect.stringMatching(/^The log says in which lines/),
    });
  });
});
