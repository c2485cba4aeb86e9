import { describe, expect, test } from "vitest";
import { inRounds } from "./inRounds.js";

async function take(rounds: number, warmUps: number) {
  const order: string[] = [];
  const measurement = (name: string) => async () => {
    order.push(name);
    return `${name}${order.filter((done) => done === name).length}`;
  };
  const results = await inRounds([measurement("a"), measurement("b")], { rounds, warmUps });
  return { order: order.join(""), results };
}

describe("rounds", () => {
  test("let all take turns, every second time backwards", async () => {
    expect((await take(3, 0)).order).toBe("abbaab");
  });

  test("give what each measured, round by round", async () => {
    expect((await take(2, 0)).results).toEqual([
      ["a1", "a2"],
      ["b1", "b2"],
    ]);
  });

  test("count nothing while they warm up", async () => {
    const { order, results } = await take(1, 2);
    expect(order).toHaveLength(6);
    expect(results).toEqual([["a3"], ["b3"]]);
  });

  test("end with the first failure", async () => {
    const failing = () => Promise.reject(new Error("a wrong page"));
    await expect(inRounds([failing], { rounds: 1, warmUps: 0 })).rejects.toThrow("a wrong page");
  });
});
