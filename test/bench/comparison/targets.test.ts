import { describe, expect, test } from "vitest";
import { judge, ratiosOf } from "./targets.js";

const faster = { name: "pages", limit: { atLeast: 2 } };
const cheaper = { name: "CPU", limit: { atMost: 0.85 } };

describe("a target", () => {
  test("is met where the median reaches it, exactly too", () => {
    expect(judge(faster, [1.5, 2, 2.5]).verdict).toBe("met");
    expect(judge(cheaper, [0.8, 0.85, 0.9]).verdict).toBe("met");
  });

  test("is not met where three quarters of the rounds miss it", () => {
    expect(judge(faster, [1.9, 1.9, 1.9, 1.9, 2.5]).verdict).toBe("not met");
    expect(judge(cheaper, [0.5, 0.9, 0.9, 0.9, 0.9]).verdict).toBe("not met");
  });

  test("is too noisy to tell where the median misses it and a quarter of the rounds does not", () => {
    expect(judge(faster, [1.9, 1.9, 1.9, 2.1, 2.1]).verdict).toBe("too noisy to tell");
    expect(judge(cheaper, [0.8, 0.8, 0.9, 0.9, 0.9]).verdict).toBe("too noisy to tell");
  });

  test("is not met where nothing, or nonsense, was measured", () => {
    expect(judge(faster, []).verdict).toBe("not met");
    expect(judge(cheaper, [Number.NaN]).verdict).toBe("not met");
  });

  test("comes with what was measured", () => {
    expect(judge(faster, [1, 2, 3])).toMatchObject({
      target: faster,
      spread: { median: 2, lowerQuartile: 1.5, upperQuartile: 2.5 },
    });
  });
});

describe("ratios", () => {
  test("compare what was measured in the same round", () => {
    expect(ratiosOf([10, 30], [20, 10])).toEqual([0.5, 3]);
  });

  test("are no numbers where the other was not measured", () => {
    expect(ratiosOf([10], [])).toEqual([Number.NaN]);
  });
});
