import type { Browser } from "../load/browser.js";
import { inRounds } from "../load/inRounds.js";
import { measurePages } from "../load/measurePages.js";
import type { Load, Rate } from "../load/measureRate.js";
import { measureSignIns } from "../load/measureSignIns.js";
import { signIn, target } from "../load/signIn.js";
import type { Provider } from "../provider/startProvider.js";
import { median, type Spread, spreadOf } from "../report/spread.js";
import type { FilledApp } from "./startFilledApp.js";
import { visitorOf } from "./visitors.js";

export const measures = ["home", "claims", "sign-ins"] as const;
type Measure = (typeof measures)[number];

/** What an app gave in all rounds. */
export interface Result {
  readonly perSecond: number;
  /** The rate as a part of that of the app with the fewest sessions in the same storage, round by round. */
  readonly ratio: Spread;
  /** Milliseconds of the app's CPU time for each. */
  readonly cpu: number;
}

export interface AppResults {
  readonly app: FilledApp;
  readonly results: Readonly<Record<Measure, Result>>;
}

interface Circumstances {
  readonly rounds: number;
  readonly provider: Provider;
  readonly stop: AbortSignal;
}

/** About a quarter of a second. */
const pages = 600;

const load: Load = { milliseconds: 600, atMost: 400, parallel: 8 };

/** Measures all apps in each round, after two rounds to warm up. */
export async function measureApps(
  apps: readonly FilledApp[],
  { rounds, provider, stop }: Circumstances,
): Promise<AppResults[]> {
  const pagesAt = (path: string) => (app: FilledApp) =>
    measurePages(app, { path, amount: pages, nextVisitor: () => visitorOf(app), stop });
  const signOut = (browser: Browser) => signOutAt(browser, provider);
  const rate: Record<Measure, (app: FilledApp) => Promise<Rate>> = {
    home: pagesAt("/"),
    claims: pagesAt("/users/id"),
    "sign-ins": (app) => measureSignIns(app, { provider, load, enter: signIn, stop, afterwards: signOut }),
  };
  const turns = measures.flatMap((measure) => apps.map((app) => ({ app, measure })));
  const taken = await inRounds(
    turns.map(
      ({ app, measure }) =>
        () =>
          rate[measure](app),
    ),
    { rounds, warmUps: 2 },
  );
  const ratesOf = (app: FilledApp, measure: Measure) =>
    taken[turns.findIndex((turn) => turn.app === app && turn.measure === measure)] ?? [];
  return apps.map((app) => {
    const compared = smallest(apps, app);
    const resultOf = (measure: Measure) => compare(ratesOf(app, measure), ratesOf(compared, measure));
    return {
      app,
      results: { home: resultOf("home"), claims: resultOf("claims"), "sign-ins": resultOf("sign-ins") },
    };
  });
}

/** The number of sessions stays when those sign out who have signed in. */
async function signOutAt(browser: Browser, { settings }: Provider): Promise<void> {
  const address = target(await browser.post("/auth/signout", ""));
  if (!address.startsWith(settings.AUTHORITY)) {
    throw new Error(`A sign-out ends at ${address}.`);
  }
}

function compare(own: readonly Rate[], others: readonly Rate[]): Result {
  const ratios = own.map(({ perSecond }, round) => perSecond / (others[round]?.perSecond ?? Number.NaN));
  return {
    perSecond: median(own.map(({ perSecond }) => perSecond)),
    ratio: spreadOf(ratios),
    cpu: median(own.map(({ cpu }) => cpu)),
  };
}

function smallest(apps: readonly FilledApp[], { storage }: FilledApp): FilledApp {
  return apps
    .filter((app) => app.storage === storage)
    .reduce((least, app) => (app.sessions < least.sessions ? app : least));
}
