import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { beginTransaction } from "../../src/auth/signInTransaction.js";
import { codeWord } from "../../src/log/codeWord.js";

describe("a code from outside", () => {
  test.each([
    "invalid_grant",
    "unmet_authentication_requirements",
    "ECONNREFUSED",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "ERR_HTTP2_ERROR",
    "WRONGPASS",
    "SecretNotFound",
    "JWKSNoMatchingKey",
    "Authorization_RequestDenied",
  ])("is kept: %s", (code) => {
    expect(codeWord(code)).toBe(code);
  });

  test.each([
    "",
    " ",
    "Ada Winters",
    "ada@contoso.example",
    "invalid grant",
    "invalid_grant\nforged",
    "eyJhbGciOiJSUzI1NiJ9",
    "abc8Q~lcfwzUuVd4Ob.Tf1xQ3rBz7yKpA0sEmNda",
    "0.AXoAvaqqqu4AAMxNjd7u7v__AAE.AgABBAIAAABVrSpeuWamRam2jAF1XRQEAwDs",
    "the-secret-of-the-tests",
    "x".repeat(40),
    beginTransaction("/").codeVerifier,
    randomBytes(24).toString("base64url"),
    "8d1c2f34-5a6b-4c7d-8e9f-0123456789ab",
    undefined,
    null,
    7,
    ["invalid_grant"],
    { toString: () => "invalid_grant" },
  ])("is nothing: %j", (code) => {
    expect(codeWord(code)).toBeUndefined();
  });
});
