import { inRounds } from "../load/inRounds.js";
import { measurePages } from "../load/measurePages.js";
import type { Rate } from "../load/measureRate.js";
import { type FilledApp, startFilledApp } from "../scale/startFilledApp.js";
import { visitorOf } from "../scale/visitors.js";
import type { Plan } from "./plan.js";
import type { Circumstances } from "./startContestant.js";

/** Page rates with few and with many sessions in memory, round by round. */
export interface SessionRates {
  readonly few: PageRates;
  readonly many: PageRates;
}

interface PageRates {
  readonly home: readonly Rate[];
  readonly claims: readonly Rate[];
}

const fewSessions = 100;

/** Measures pages of this app with sessions that were stored ahead. */
export async function measureSessions(
  { rounds, pages, sessions }: Plan,
  { provider, stop }: Circumstances,
): Promise<SessionRates> {
  const apps: FilledApp[] = [];
  const start = async (count: number) => {
    const tenant = provider.settings;
    const app = await startFilledApp({ storage: "memory", sessions: count, tenant, stop });
    apps.push(app);
    return app;
  };
  const pagesOf = (app: FilledApp, path: string) => () =>
    measurePages(app, { path, amount: pages, nextVisitor: () => visitorOf(app), stop });
  try {
    const few = await start(fewSessions);
    const many = await start(sessions);
    const [fewHome = [], manyHome = [], fewClaims = [], manyClaims = []] = await inRounds(
      [pagesOf(few, "/"), pagesOf(many, "/"), pagesOf(few, "/users/id"), pagesOf(many, "/users/id")],
      { rounds, warmUps: 2 },
    );
    return { few: { home: fewHome, claims: fewClaims }, many: { home: manyHome, claims: manyClaims } };
  } finally {
    await Promise.all(apps.map((app) => app.close()));
  }
}
