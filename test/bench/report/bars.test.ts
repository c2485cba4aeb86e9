import { describe, expect, test } from "vitest";
import { bars } from "./bars.js";

describe("bars", () => {
  test("are as long as their values are large, and begin below each other", () => {
    const values = [
      { name: "one", value: 10 },
      { name: "other", value: 40 },
    ];
    expect(bars(values, String)).toBe(`one   ${"█".repeat(10)} 10\nother ${"█".repeat(40)} 40`);
  });

  test("have no length where nothing has grown", () => {
    expect(bars([{ name: "one", value: 0 }], String)).toBe("one  0");
    expect(
      bars(
        [
          { name: "one", value: -3 },
          { name: "two", value: 1 },
        ],
        String,
      ),
    ).toContain("one  -3\n");
  });
});
