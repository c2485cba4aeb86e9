import { inRounds } from "../load/inRounds.js";
import { measurePages } from "../load/measurePages.js";
import type { Rate } from "../load/measureRate.js";
import { type Contestant, constantBytes, contestants } from "./contestants.js";
import type { Plan } from "./plan.js";
import { signInMany } from "./signInMany.js";
import { type Circumstances, type RunningApp, startContestant } from "./startContestant.js";
import { visitorsOf } from "./visitorsOf.js";

/** What is compared stands close together in time. */
export const measures = ["home", "claims", "sign-ins"] as const;
type Measure = (typeof measures)[number];

/** What each app gave, round by round. */
export interface Rates {
  of(contestant: Contestant, measure: Measure): readonly Rate[];
}

/** How much faster constant bytes are, so that they take as long to measure. */
const factorOfConstantBytes = 10;

/** Starts all apps, warms them up with sign-ins, and measures in rounds, after two that do not count. */
export async function measureRounds(
  plan: Plan,
  circumstances: Circumstances,
  wanted: readonly Measure[] = measures,
): Promise<Rates> {
  const apps: RunningApp[] = [];
  try {
    for (const contestant of contestants.filter((one) => one.signsIn || wanted.some(isPage))) {
      apps.push(await startContestant(contestant, circumstances));
    }
    const turns: { app: RunningApp; measure: Measure; take: () => Promise<Rate> }[] = [];
    for (const app of apps) {
      const nextVisitor = await visitorsOf(app, plan, circumstances);
      const amount = plan.pages * (app.contestant === constantBytes ? factorOfConstantBytes : 1);
      const pages = { amount, nextVisitor, stop: circumstances.stop };
      turns.push({ app, measure: "home", take: () => measurePages(app, { path: "/", ...pages }) });
      turns.push({ app, measure: "claims", take: () => measurePages(app, { path: "/users/id", ...pages }) });
      if (app.contestant.signsIn) {
        const take = async () => (await signInMany(app, plan.signIns, circumstances)).rate;
        turns.push({ app, measure: "sign-ins", take });
      }
    }
    const measured = turns.filter(({ measure }) => wanted.includes(measure));
    measured.sort((one, other) => measures.indexOf(one.measure) - measures.indexOf(other.measure));
    const taken = await inRounds(
      measured.map(({ take }) => take),
      { rounds: plan.rounds, warmUps: 2 },
    );
    return {
      of: (contestant, measure) =>
        taken[measured.findIndex((turn) => turn.app.contestant === contestant && turn.measure === measure)] ??
        [],
    };
  } finally {
    await Promise.all(apps.map((app) => app.close()));
  }
}

function isPage(measure: Measure): boolean {
  return measure !== "sign-ins";
}
