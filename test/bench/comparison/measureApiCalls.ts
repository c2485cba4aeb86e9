import { inRounds } from "../load/inRounds.js";
import { measurePages } from "../load/measurePages.js";
import type { Rate } from "../load/measureRate.js";
import { type Contestant, expressOpenidConnectWithApi, ours, oursWithApi } from "./contestants.js";
import type { Plan } from "./plan.js";
import { signInMany } from "./signInMany.js";
import { type Circumstances, type RunningApp, startContestant } from "./startContestant.js";
import { visitorsOf } from "./visitorsOf.js";

/** What an API costs, round by round. */
export interface ApiCalls {
  /** Pages that call the API with an access token that the app has kept. */
  readonly pages: { readonly ours: readonly Rate[]; readonly peer: readonly Rate[] };
  /** Sign-ins of this app. */
  readonly signIns: { readonly without: readonly Rate[]; readonly withApi: readonly Rate[] };
}

/** Measures pages that call an API, and sign-ins that ask for its access token. */
export async function measureApiCalls(plan: Plan, circumstances: Circumstances): Promise<ApiCalls> {
  const apps: RunningApp[] = [];
  const start = async (contestant: Contestant) => {
    const app = await startContestant(contestant, circumstances);
    apps.push(app);
    const nextVisitor = await visitorsOf(app, plan, circumstances);
    return {
      orders: () =>
        measurePages(app, { path: "/orders", amount: plan.pages, nextVisitor, stop: circumstances.stop }),
      signIns: async () => (await signInMany(app, plan.signIns, circumstances)).rate,
    };
  };
  try {
    const plain = await start(ours);
    const own = await start(oursWithApi);
    const peer = await start(expressOpenidConnectWithApi);
    const [ownPages = [], peerPages = [], without = [], withApi = []] = await inRounds(
      [own.orders, peer.orders, plain.signIns, own.signIns],
      { rounds: plan.rounds, warmUps: 2 },
    );
    return { pages: { ours: ownPages, peer: peerPages }, signIns: { without, withApi } };
  } finally {
    await Promise.all(apps.map((app) => app.close()));
  }
}
