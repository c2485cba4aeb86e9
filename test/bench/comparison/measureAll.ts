import { mean } from "../report/spread.js";
import { ours } from "./contestants.js";
import { measureApiCalls } from "./measureApiCalls.js";
import { measureManySignIns } from "./measureManySignIns.js";
import { measureMemory } from "./measureMemory.js";
import { measureRounds, type Rates } from "./measureRounds.js";
import { measureSessionBytes } from "./measureSessionBytes.js";
import { measureSessions } from "./measureSessions.js";
import { measureStarts } from "./measureStarts.js";
import { measureTelemetry } from "./measureTelemetry.js";
import type { Plan } from "./plan.js";
import { perSecondOf, type Results } from "./results.js";
import type { Circumstances } from "./startContestant.js";

/** Seconds that the long row of sign-ins may take. */
const timeForManySignIns = 240;

/** Measures everything, one after the other, and tells what it is at. */
export async function measureAll(
  plan: Plan,
  circumstances: Circumstances,
  tell: (what: string) => void,
): Promise<Results> {
  tell("Starts");
  const starts = await measureStarts(plan.starts, circumstances);
  tell(`Pages and sign-ins, in ${plan.rounds} rounds after two to warm up`);
  const rates = await measureRounds(plan, circumstances);
  tell("Pages that call an API, and sign-ins for it");
  const apiCalls = await measureApiCalls(plan, circumstances);
  tell("Pages and sign-ins, with telemetry");
  const telemetry = await measureTelemetry(plan, circumstances);
  tell("Bytes of a session");
  const sessionBytes = await measureSessionBytes(circumstances);
  tell(`Pages with ${plan.sessions} sessions in memory`);
  const sessions = await measureSessions(plan, circumstances);
  tell(`Memory, over ${plan.memorySignIns} sign-ins`);
  const memory = await measureMemory(plan, circumstances);
  const number = affordableSignIns(plan, rates);
  tell(`${number} sign-ins of one process`);
  const manySignIns = await measureManySignIns(number, circumstances);
  return { starts, rates, sessionBytes, sessions, memory, manySignIns, apiCalls, telemetry };
}

function affordableSignIns({ manySignIns, fewerSignIns }: Plan, rates: Rates): number {
  const perSecond = mean(perSecondOf(rates.of(ours, "sign-ins")));
  return manySignIns / perSecond < timeForManySignIns ? manySignIns : fewerSignIns;
}
