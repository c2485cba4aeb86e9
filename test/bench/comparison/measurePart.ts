import { signInCost, startTime, telemetryCost } from "./judgements.js";
import { measureRounds } from "./measureRounds.js";
import { measureStarts } from "./measureStarts.js";
import { measureTelemetry } from "./measureTelemetry.js";
import type { Part, Plan } from "./plan.js";
import { signInTable, startTable, targetTable, telemetryTable } from "./report.js";
import type { Circumstances } from "./startContestant.js";
import type { Judgement } from "./targets.js";

/** What a run has to tell. */
export interface Measured {
  readonly tables: readonly string[];
  readonly judged: readonly Judgement[];
}

/** Measures one part of a run alone, for whoever works on it. */
export async function measurePart(part: Part, plan: Plan, circumstances: Circumstances): Promise<Measured> {
  if (part === "starts") {
    const starts = await measureStarts(plan.starts, circumstances);
    return judgedBy([startTime(starts)], startTable(starts));
  }
  if (part === "telemetry") {
    const cost = await measureTelemetry(plan, circumstances);
    return judgedBy(telemetryCost(cost), telemetryTable(cost));
  }
  const rates = await measureRounds(plan, circumstances, ["sign-ins"]);
  return judgedBy([signInCost(rates)], signInTable(rates));
}

function judgedBy(judged: readonly Judgement[], table: string): Measured {
  return { tables: [table, targetTable(judged)], judged };
}
