import { inRounds } from "../load/inRounds.js";
import { measurePages } from "../load/measurePages.js";
import type { Rate } from "../load/measureRate.js";
import { type Contestant, ours, oursWithMetrics, oursWithTraces } from "./contestants.js";
import type { Plan } from "./plan.js";
import { signInMany } from "./signInMany.js";
import { type Circumstances, type RunningApp, startContestant } from "./startContestant.js";
import { visitorsOf } from "./visitorsOf.js";

/** This app as it is compared with itself: the first tells nobody what it does. */
export const observed: readonly Contestant[] = [ours, oursWithMetrics, oursWithTraces];

/** What each gave, round by round. */
export type TelemetryCost = ReadonlyMap<
  Contestant,
  Readonly<Record<"home" | "claims" | "signIns", readonly Rate[]>>
>;

/** Measures what telemetry costs: pages and sign-ins without it and with it. */
export async function measureTelemetry(plan: Plan, circumstances: Circumstances): Promise<TelemetryCost> {
  const apps: RunningApp[] = [];
  const measurements: (() => Promise<Rate>)[] = [];
  try {
    for (const contestant of observed) {
      const app = await startContestant(contestant, circumstances);
      apps.push(app);
      const pages = { amount: plan.pages, nextVisitor: await visitorsOf(app, plan, circumstances) };
      measurements.push(
        () => measurePages(app, { path: "/", ...pages, stop: circumstances.stop }),
        () => measurePages(app, { path: "/users/id", ...pages, stop: circumstances.stop }),
        async () => (await signInMany(app, plan.signIns, circumstances)).rate,
      );
    }
    const taken = await inRounds(measurements, { rounds: plan.rounds, warmUps: 2 });
    return new Map(
      observed.map((contestant, index) => {
        const [home = [], claims = [], signIns = []] = taken.slice(3 * index);
        return [contestant, { home, claims, signIns }];
      }),
    );
  } finally {
    await Promise.all(apps.map((app) => app.close()));
  }
}
