import { describe, expect, test } from "vitest";
import { claimTable } from "../../src/claims/claimTable.js";

/** The one row for a claim of a token. */
function rowOf(name: string, value: unknown) {
  const token: Record<string, unknown> = JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`);
  const rows = claimTable(token);
  expect(rows).toHaveLength(1);
  return rows[0];
}

describe("the table of claims", () => {
  test("has all claims in the token's order", () => {
    const names = claimTable({ ver: "2.0", extension_Loyalty: "gold", aud: "app" }).map(({ name }) => name);
    expect(names).toEqual(["ver", "extension_Loyalty", "aud"]);
  });

  test("is empty for a token without claims", () => {
    expect(claimTable({})).toEqual([]);
  });

  test("says what a claim means", () => {
    expect(rowOf("aud", "app")).toEqual({
      name: "aud",
      text: "app",
      meaning: "Audience: the client id of the app that the token is for.",
    });
  });

  test.each(["aio", "rh", "uti"])("says that %s means nothing to an app", (name) => {
    expect(rowOf(name, "x")?.meaning).toBe("Internal to Entra: means nothing to an app.");
  });

  test.each(["extension_Loyalty", "constructor", "toString", "__proto__", "", "<b>"])(
    "shows the unknown claim %j all the same",
    (name) => {
      expect(rowOf(name, "gold")).toEqual({
        name,
        text: "gold",
        meaning: "Not described here: a claim that the tenant adds.",
      });
    },
  );

  test.each(["iat", "nbf", "exp", "auth_time"])("shows the time %s in words too", (name) => {
    const row = rowOf(name, 1_783_936_800);
    expect(row?.text).toBe("1783936800");
    expect(row?.time?.iso).toBe("2026-07-13T10:00:00.000Z");
    expect(row?.time?.words).toMatch(/^July 13, 2026\D+10:00:00\sAM\sUTC$/);
  });

  test.each([1e300, -1e300, "1783936800", "tomorrow", null, true])(
    "shows the time %j, which is none, as it is",
    (exp) => {
      const row = rowOf("exp", exp);
      expect(row?.time).toBeUndefined();
      expect(row?.text).toBe(typeof exp === "string" ? exp : JSON.stringify(exp));
    },
  );

  test("shows a number that is no time as it is", () => {
    expect(rowOf("extension_Points", 1_783_936_800)).toMatchObject({ text: "1783936800" });
    expect(rowOf("extension_Points", 1_783_936_800)?.time).toBeUndefined();
  });

  test.each([
    [
      ["Orders.Manager", "Orders.Reader"],
      ["Orders.Manager", "Orders.Reader"],
    ],
    [[], []],
    [
      [1, null, { a: [2] }],
      ["1", "null", '{"a":[2]}'],
    ],
  ])("shows %j as a list", (value, list) => {
    const row = rowOf("roles", value);
    expect(row?.list).toEqual(list);
    expect(row?.text).toBeUndefined();
  });

  test("shows an object as JSON", () => {
    expect(rowOf("_claim_names", { groups: "src1" })?.text).toBe('{"groups":"src1"}');
  });
});
