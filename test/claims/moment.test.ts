import { describe, expect, test } from "vitest";
import { momentOf } from "../../src/claims/moment.js";

describe("a moment", () => {
  test("is told to programs and to people", () => {
    expect(momentOf(0)).toEqual({
      iso: "1970-01-01T00:00:00.000Z",
      words: expect.stringMatching(/^January 1, 1970 at 12:00:00\sAM UTC$/),
    });
  });

  test.each([Number.NaN, 8.64e15 + 1, Number.NEGATIVE_INFINITY])("is none at %s", (milliseconds) => {
    expect(momentOf(milliseconds)).toBeUndefined();
  });
});
