import { describe, expect, test } from "vitest";
import { acceptedIssuers, tenantIdOf } from "../../../src/auth/tenant/issuers.js";

const tid = "aaaabbbb-0000-4ccc-8ddd-eeeeffff0000";
const otherTid = "99998888-0000-4ccc-8ddd-eeeeffff0000";
const entra = "https://contoso.ciamlogin.com/contoso.onmicrosoft.com";
const threeNames = [
  `https://${tid}.ciamlogin.com/${tid}/v2.0`,
  `https://contoso.ciamlogin.com/${tid}/v2.0`,
  `https://login.microsoftonline.com/${tid}/v2.0`,
];

describe("the tenant id", () => {
  test.each([
    [`https://login.microsoftonline.com/${tid}/v2.0`, tid],
    [`https://login.microsoftonline.com/${tid.toUpperCase()}`, tid],
    ["https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0", undefined],
    [`https://${tid}.ciamlogin.com/`, undefined],
    [`https://login.microsoftonline.com/common/${tid}`, undefined],
    [`https://login.microsoftonline.com/${tid}0/v2.0`, undefined],
    ["not a URL", undefined],
  ])("in %s is %s", (url, expected) => {
    expect(tenantIdOf(url)).toBe(expected);
  });
});

describe("the issuers of an external tenant", () => {
  test.each(threeNames)("are its three names where the metadata says %s", (issuer) => {
    expect(new Set(acceptedIssuers(issuer, entra, { tid }))).toEqual(new Set(threeNames));
  });

  test("never depend on the tid that a token claims", () => {
    const issuers = acceptedIssuers(threeNames[0] ?? "", entra, { tid: otherTid });
    expect(issuers.join()).not.toContain(otherTid);
  });

  test("leave out the custom URL domain, which issues nothing", () => {
    const issuers = acceptedIssuers(threeNames[0] ?? "", `https://login.contoso.com/${tid}`, { tid });
    expect(new Set(issuers)).toEqual(new Set([threeNames[0], threeNames[2]]));
  });
});

describe("the issuer of a workforce tenant", () => {
  test("is the metadata's alone", () => {
    const issuer = `https://login.microsoftonline.com/${tid}/v2.0`;
    expect(acceptedIssuers(issuer, issuer, { tid })).toEqual([issuer]);
  });
});

describe("the issuer of a tenant on a host that only looks like Microsoft's", () => {
  test("is the metadata's alone", () => {
    const issuer = `https://evilciamlogin.com/${tid}/v2.0`;
    expect(acceptedIssuers(issuer, `https://evilciamlogin.com/${tid}`, { tid })).toEqual([issuer]);
  });
});

describe("the issuer of multi-tenant metadata", () => {
  const template = "https://login.microsoftonline.com/{tenantid}/v2.0";
  const authority = "https://login.microsoftonline.com/organizations";

  test("is filled in with the token's tid", () => {
    expect(acceptedIssuers(template, authority, { tid })).toEqual([
      `https://login.microsoftonline.com/${tid}/v2.0`,
    ]);
  });

  test.each([undefined, "", 7, "organizations", `${tid}/../${otherTid}`, `${tid}\n`, `evil.com/${tid}`])(
    "is none where tid is %j",
    (bad) => {
      expect(acceptedIssuers(template, authority, { tid: bad })).toEqual([]);
    },
  );
});
