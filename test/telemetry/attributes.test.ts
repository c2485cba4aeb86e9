import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allowedAttributes } from "../../src/telemetry/traces/attributes.js";

const servers = new Set(["contoso.ciamlogin.com"]);

const allowed = {
  "http.request.method": "GET",
  "http.route": "/users/:id",
  "http.response.status_code": 200,
  "http.request.resend_count": 1,
  "server.address": "contoso.ciamlogin.com",
  "error.type": "ECONNREFUSED",
  "db.system.name": "redis",
  "db.operation.name": "EVALSHA",
  "entra.call": "token",
  "entra.correlation_id": "137f9c95-3fa5-4ff3-9766-456f32743982",
  "entra.aadsts": 50196,
} as const;

describe("the attributes of spans", () => {
  test("may be these", () => {
    expect(allowedAttributes(allowed, servers)).toEqual(allowed);
  });

  test.each(["AADSTS50196", "503", "TimeoutError", "_OTHER"])("may have the error type %s", (type) => {
    expect(allowedAttributes({ "error.type": type }, servers)).toEqual({ "error.type": type });
  });

  test.each(["session", "/stylesheets/app.css", "/", "/orders/:id/cancel", "/{*path}"])(
    "may have the route %s",
    (route) => {
      expect(allowedAttributes({ "http.route": route }, servers)).toEqual({ "http.route": route });
    },
  );

  test("are none that are not listed, whatever their values", () => {
    const unlisted = { ...allowed, "url.full": "https://app.example/?code=secret", toString: "secret" };
    expect(allowedAttributes(unlisted, servers)).toEqual(allowed);
  });

  test("hold no e-mail address, no URL, no query and no token, whatever a part of the app hands over", () => {
    const hostile = fc
      .tuple(
        fc.string(),
        fc.constantFrom("ada@contoso.example", "https://evil.example", "?code=", "a b", "é"),
      )
      .map(([text, marker]) => text + marker);
    const token = fc
      .uint8Array({ minLength: 32, maxLength: 200 })
      .map((bytes) => Buffer.from(bytes).toString("base64url"));
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(allowed)), fc.oneof(hostile, token), (name, value) => {
        expect(allowedAttributes({ [name]: value }, servers)).toEqual({});
      }),
      { numRuns: 2_000 },
    );
  });
});
