import { describe, expect, test } from "vitest";
import { conformanceTable, type Result } from "./conformanceTable.js";
import { whyNotApplicable } from "./notApplicable.js";
import { plans } from "./plans.js";
import { responseModes } from "./responseModes.js";

const modules = Object.values(plans).flat();

function passing(names: readonly string[]): Result[] {
  return names.flatMap((module) =>
    responseModes.map((responseMode) => ({ module, responseMode, expected: "accepted", passed: true })),
  );
}

const applicable = modules.filter((module) => whyNotApplicable(module) === undefined);

describe("the conformance table", () => {
  test("has each module of the plans once", () => {
    const { lines } = conformanceTable([]);
    for (const module of modules) {
      expect(lines.filter((line) => line.startsWith(`  ${module} `))).toHaveLength(1);
    }
  });

  test("is complete when what applies has passed in both modes", () => {
    expect(conformanceTable(passing(applicable)).complete).toBe(true);
  });

  test.each(applicable)("is not complete without %s by query", (missing) => {
    const results = passing(applicable).filter(
      ({ module, responseMode }) => module !== missing || responseMode !== "query",
    );
    const { lines, complete } = conformanceTable(results);
    expect(complete).toBe(false);
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^  ${missing} +pass +not run +accepted`)));
  });

  test("says where a test failed", () => {
    const [first, ...others] = passing(["beyond"]);
    const failed = first ? [{ ...first, passed: false }] : [];
    const { lines, complete } = conformanceTable([...passing(applicable), ...failed, ...others]);
    expect(complete).toBe(false);
    expect(lines.at(-1)).toMatch(/^ {2}beyond +FAIL +pass +accepted/);
  });

  test("gives the reason for a module that does not apply", () => {
    expect(conformanceTable([]).lines).toContainEqual(
      expect.stringMatching(/^ {2}oidcc-client-test-client-secret-basic +- +- +MSAL Node sends/),
    );
  });
});
