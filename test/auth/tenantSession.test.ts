import { describe, expect, test } from "vitest";
import { tenantSessionKey } from "../../src/auth/tenantSession.js";

const tid = "aaaabbbb-0000-4ccc-8ddd-eeeeffff0000";
const otherTid = "99998888-0000-4ccc-8ddd-eeeeffff0000";
const keyOf = (iss: unknown, sid: unknown = "sid-of-ada") => tenantSessionKey({ iss, sid });

describe("a session at the tenant", () => {
  test("is the same by whatever name the issuer calls its tenant", () => {
    const key = keyOf(`https://login.microsoftonline.com/${tid}/v2.0`);
    expect(keyOf(`https://contoso.ciamlogin.com/${tid}/v2.0`)).toBe(key);
    expect(keyOf(`https://${tid}.ciamlogin.com/${tid.toUpperCase()}/v2.0`)).toBe(key);
  });

  test("is another at another tenant, and with another sid", () => {
    const key = keyOf(`https://login.microsoftonline.com/${tid}/v2.0`);
    expect(keyOf(`https://login.microsoftonline.com/${otherTid}/v2.0`)).not.toBe(key);
    expect(keyOf(`https://login.microsoftonline.com/${tid}/v2.0`, "sid-of-ben")).not.toBe(key);
  });

  test("is another at an issuer of another name that has no tenant id", () => {
    expect(keyOf("https://a.example/one/v2.0")).not.toBe(keyOf("https://a.example/other/v2.0"));
  });

  test.each([
    [undefined, "sid-of-ada"],
    [7, "sid-of-ada"],
    ["https://a.example/one/v2.0", ""],
    ["https://a.example/one/v2.0", 7],
    ["https://a.example/one/v2.0", undefined],
  ])("has no name with the issuer %j and the sid %j", (iss, sid) => {
    expect(tenantSessionKey({ iss, sid })).toBeUndefined();
  });
});
