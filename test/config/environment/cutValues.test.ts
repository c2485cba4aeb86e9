import { describe, expect, test } from "vitest";
import { findCutValues } from "../../../src/config/environment/cutValues.js";
import type { Faults } from "../../../src/config/faults.js";

describe("a # in .env", () => {
  const faultsIn = (text: string, isUsed = true) => {
    const faults: Faults = new Map();
    findCutValues(text, () => isUsed, faults);
    return [...faults.values()];
  };

  test.each([
    "CLIENT_SECRET=hush#1234",
    "CLIENT_SECRET=#hush1234",
    "CLIENT_SECRET=hush#",
    "export CLIENT_SECRET=hush#1234 # of the app",
    "CLIENT_SECRET: hush#1234",
  ])("is told where it cuts a value: %s", (line) => {
    expect(faultsIn(`# a#b\n${line}\nTENANT_SUBDOMAIN=contoso\n`)).toEqual([
      expect.stringMatching(
        /^CLIENT_SECRET ends at a # in \.env: put the value in quotes, or a space before the comment, e\.g\. /,
      ),
    ]);
  });

  test.each([
    "CLIENT_SECRET='hush#1234'",
    'CLIENT_SECRET="hush#1234" # of the app',
    "CLIENT_SECRET=hush # of the app#2",
    "CLIENT_SECRET=hush #of the app",
    "CLIENT_SECRET= # of the app",
    "CLIENT_SECRET=# of the app",
    "CLIENT_SECRET='hush'# of the app",
    "#CLIENT_SECRET=hush#1234",
    "CLIENT_SECRET='two\nTENANT_SUBDOMAIN=con#toso\nlines'",
    "SOMETHING_ELSE=a#b",
  ])("is a comment, or part of a value in quotes: %s", (line) => {
    expect(faultsIn(`${line}\n`)).toEqual([]);
  });

  test("harms nothing in a value that is not used", () => {
    expect(faultsIn("CLIENT_SECRET=hush#1234\n", false)).toEqual([]);
  });
});
