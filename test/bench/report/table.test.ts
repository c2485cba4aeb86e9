import { describe, expect, test } from "vitest";
import { markdownTable, whole, withQuartiles } from "./table.js";

describe("a table", () => {
  test("has text to the left and numbers to the right", () => {
    const lines = ["| app | pages | ms |", "| --- | --: | --: |", "| one | 1 | 2 |", "| two | 3 | 4 |"];
    const rows = [
      ["one", "1", "2"],
      ["two", "3", "4"],
    ];
    expect(markdownTable(["app", "pages", "ms"], rows)).toBe(lines.join("\n"));
  });

  test("can have more columns of text", () => {
    expect(markdownTable(["a", "b", "c"], [], 2)).toBe("| a | b | c |\n| --- | --- | --: |");
  });

  test("shows the quartiles beside the median", () => {
    const spread = { median: 1500, lowerQuartile: 999.6, upperQuartile: 2000 };
    expect(withQuartiles(spread, whole)).toBe("1,500 (1,000–2,000)");
  });
});
