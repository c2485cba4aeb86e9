import type { Contestant } from "./contestants.js";
import type { ApiCalls } from "./measureApiCalls.js";
import type { ManySignIns } from "./measureManySignIns.js";
import type { Memory } from "./measureMemory.js";
import type { Rates } from "./measureRounds.js";
import type { SessionRates } from "./measureSessions.js";
import type { TelemetryCost } from "./measureTelemetry.js";

/** Everything that a run has measured. */
export interface Results {
  readonly rates: Rates;
  readonly sessionBytes: ReadonlyMap<Contestant, number>;
  readonly memory: ReadonlyMap<Contestant, readonly Memory[]>;
  readonly starts: ReadonlyMap<Contestant, readonly number[]>;
  readonly sessions: SessionRates;
  readonly manySignIns: ManySignIns;
  readonly apiCalls: ApiCalls;
  readonly telemetry: TelemetryCost;
}

/** Bytes by which the memory of an app has grown, measurement by measurement. */
export function growthOf({ memory }: Results, contestant: Contestant): number[] {
  return (memory.get(contestant) ?? []).map(({ before, after }) => after - before);
}

export function perSecondOf(rates: ReturnType<Rates["of"]>): number[] {
  return rates.map(({ perSecond }) => perSecond);
}

/** Milliseconds of CPU time, round by round. */
export function cpuOf(rates: ReturnType<Rates["of"]>): number[] {
  return rates.map(({ cpu }) => cpu);
}
