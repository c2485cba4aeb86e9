import { type Spread, spreadOf } from "../report/spread.js";

/** What this app has to reach: a ratio to another app, or to itself, or a number. */
export interface Target {
  readonly name: string;
  readonly limit: { readonly atLeast: number } | { readonly atMost: number };
}

type Verdict = "met" | "not met" | "too noisy to tell";

/** A target, and what was measured for it. */
export interface Judgement {
  readonly target: Target;
  readonly spread: Spread;
  readonly verdict: Verdict;
}

/**
 * Judges by the median. A target that the median misses is too noisy to tell where a quarter of what was measured reaches
 * it: on a busy machine a median can be off by chance, three quarters of the rounds hardly can. What was not measured is
 * not met.
 */
export function judge(target: Target, measured: readonly number[]): Judgement {
  const spread = spreadOf(measured);
  const best = "atLeast" in target.limit ? spread.upperQuartile : spread.lowerQuartile;
  if (reaches(spread.median, target)) {
    return { target, spread, verdict: "met" };
  }
  return { target, spread, verdict: reaches(best, target) ? "too noisy to tell" : "not met" };
}

function reaches(value: number, { limit }: Target): boolean {
  return "atLeast" in limit ? value >= limit.atLeast : value <= limit.atMost;
}

/** Round by round, the one as a part of the other. */
export function ratiosOf(own: readonly number[], others: readonly number[]): number[] {
  return own.map((value, round) => value / (others[round] ?? Number.NaN));
}
