import { describe, expect, test } from "vitest";
import { planOf } from "./plan.js";

describe("the command line", () => {
  test("asks for everything in five rounds where it says nothing", () => {
    expect(planOf([])).toMatchObject({ rounds: 5, only: undefined, quick: false });
  });

  test("asks for rounds, for one part, and for a quick try", () => {
    expect(planOf(["--rounds", "9", "--only", "sign-ins"])).toMatchObject({ rounds: 9, only: "sign-ins" });
    expect(planOf(["--only", "starts", "--quick"])).toMatchObject({ starts: 3, only: "starts", quick: true });
  });

  test("is refused for a part that there is not, and for no number of rounds", () => {
    expect(() => planOf(["--only", "pages"])).toThrow("--only takes one of: starts, sign-ins, telemetry");
    expect(() => planOf(["--rounds", "0"])).toThrow("--rounds takes a number from 1 to 999");
  });
});
