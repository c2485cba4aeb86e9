import { describe, expect, test } from "vitest";
import { mean, median, spreadOf } from "./spread.js";

describe("the spread of values", () => {
  test("has the value in the middle, and those around the middle half", () => {
    expect(spreadOf([50, 10, 40, 20, 30])).toEqual({ median: 30, lowerQuartile: 20, upperQuartile: 40 });
  });

  test("lies between two values where none is in the middle", () => {
    expect(spreadOf([1, 2])).toEqual({ median: 1.5, lowerQuartile: 1.25, upperQuartile: 1.75 });
  });

  test("is one value where there is one", () => {
    expect(spreadOf([7])).toEqual({ median: 7, lowerQuartile: 7, upperQuartile: 7 });
  });

  test("is no number where nothing was measured", () => {
    expect(median([])).toBeNaN();
    expect(mean([])).toBeNaN();
  });

  test("leaves the order of the values as it was", () => {
    const values = [3, 1, 2];
    expect(median(values)).toBe(2);
    expect(values).toEqual([3, 1, 2]);
  });
});

describe("the mean", () => {
  test("counts every value", () => {
    expect(mean([1, 1, 7])).toBe(3);
  });
});
