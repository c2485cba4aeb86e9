import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { sample, sampleFile, tableFile, withTables } from "../../docs/settings.js";
import { projectFile } from "../support/process/startServer.js";

function read(file: string): string {
  return readFileSync(projectFile(file), "utf8");
}

describe("what the documents say of the settings is what their rows say:", () => {
  const advice = "It is not as src/config/settings has it: run npm run docs.";

  test(`the tables in ${tableFile}`, () => {
    const text = read(tableFile);
    expect(text, advice).toBe(withTables(text));
  });

  test(sampleFile, () => {
    expect(read(sampleFile), advice).toBe(sample());
  });

  test("a document without a place for the tables is no place for them", () => {
    expect(() => withTables("# Configuration\n")).toThrow(/has no place for the settings/);
  });
});
