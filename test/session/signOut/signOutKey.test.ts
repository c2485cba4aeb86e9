import { describe, expect, test } from "vitest";
import { signOutKey, tenantSessionKey } from "../../../src/session/signOut/signOutKey.js";

describe("a session at the tenant", () => {
  test("has a name that does not show its sid", () => {
    expect(tenantSessionKey({ sid: "sid-of-ada" })).toMatch(/^[\w-]{43}$/);
  });

  test("is the same whatever else is said of it, and another with another sid", () => {
    const key = tenantSessionKey({ sid: "sid-of-ada" });
    expect(tenantSessionKey({ sid: "sid-of-ada", iss: "https://a.example/one/v2.0" })).toBe(key);
    expect(tenantSessionKey({ sid: "sid-of-ben" })).not.toBe(key);
  });

  test.each([undefined, "", 7, null, ["sid"]])("has no name with the sid %j", (sid) => {
    expect(tenantSessionKey({ sid })).toBeUndefined();
  });
});

describe("what signs out", () => {
  const claims = { iss: "https://a.example/one/v2.0", sub: "subject-of-ada" };

  test("is the session at the tenant where the token names it", () => {
    expect(signOutKey({ ...claims, sid: "sid-of-ada" })).toBe(tenantSessionKey({ sid: "sid-of-ada" }));
  });

  test("is the person of this tenant otherwise", () => {
    const key = signOutKey(claims);
    expect(signOutKey({ ...claims })).toBe(key);
    expect(signOutKey({ ...claims, sub: "subject-of-ben" })).not.toBe(key);
    expect(signOutKey({ ...claims, iss: "https://a.example/other/v2.0" })).not.toBe(key);
    expect(key).not.toBe(tenantSessionKey({ sid: "subject-of-ada" }));
  });
});
