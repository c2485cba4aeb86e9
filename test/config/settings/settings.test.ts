import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseEnvironment } from "../../../src/config/environment/parseEnvironment.js";
import type { Faults } from "../../../src/config/faults.js";
import { settingNames, settingOf } from "../../../src/config/settings/settings.js";
import { projectFile } from "../../support/process/startServer.js";

/** The sources of the configuration but for the rows. */
const readers = readdirSync(projectFile("src/config"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.startsWith("settings"))
  .map((file) => readFileSync(projectFile(`src/config/${file}`), "utf8"));

describe.each(settingNames)("the row of %s", (name) => {
  const { example, default: value, description, whenUnset, placeholder } = settingOf(name);
  const parse = (text: string) => {
    const faults: Faults = new Map();
    return { settings: parseEnvironment({ [name]: text }, faults), faults: [...faults.values()] };
  };

  test("has an example that is a good value", () => {
    expect(parse(example)).toEqual({ settings: { [name]: expect.anything() }, faults: [] });
  });

  test("has a default that is a good value, if it has one", () => {
    const settings = value === undefined ? {} : { [name]: value };
    expect(parse(String(value ?? ""))).toEqual({ settings, faults: [] });
  });

  test("has a placeholder that counts as not set, if it has one", () => {
    expect(parse(placeholder ?? "")).toEqual({ settings: {}, faults: [] });
  });

  test("is read by the configuration, and not only declared", () => {
    const uses = new RegExp(`\\b${name}\\b`);
    expect(readers.filter((source) => uses.test(source))).not.toEqual([]);
  });

  test("says what it is in sentences that a cell of a table can hold", () => {
    expect(description).toMatch(/^[A-Z`][^|\n]+\.$/);
    expect(whenUnset ?? "").not.toMatch(/[|\n]/);
  });
});
