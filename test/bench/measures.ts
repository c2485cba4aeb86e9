import type { TenantStub } from "../support/tenantStub.js";
import { measurePages } from "./measurePages.js";
import type { Rate } from "./measureRate.js";
import { measureSignIns } from "./measureSignIns.js";
import type { FilledApp } from "./startFilledApp.js";

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

interface Spread {
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
}

export interface AppResults {
  readonly app: FilledApp;
  readonly results: Readonly<Record<Measure, Result>>;
}

type Round = Readonly<Record<Measure, Map<FilledApp, Rate>>>;

/**
 * Measures all apps in each round, one after the other, so that what else the machine does befalls all of them. Every
 * second round goes through them backwards.
 */
export async function measureInRounds(
  apps: readonly FilledApp[],
  { rounds, tenant, stop }: { rounds: number; tenant: TenantStub; stop: AbortSignal },
): Promise<AppResults[]> {
  const rate: Record<Measure, (app: FilledApp) => Promise<Rate>> = {
    home: (app) => measurePages(app, "/", stop),
    claims: (app) => measurePages(app, "/users/id", stop),
    "sign-ins": (app) => measureSignIns(app, tenant, stop),
  };
  async function measureRound(order: readonly FilledApp[]): Promise<Round> {
    const round: Round = { home: new Map(), claims: new Map(), "sign-ins": new Map() };
    for (const measure of measures) {
      for (const app of order) {
        round[measure].set(app, await rate[measure](app));
      }
    }
    return round;
  }
  // While the processes still compile, nothing counts.
  await measureRound(apps);
  await measureRound(apps);
  const done: Round[] = [];
  for (let number = 0; number < rounds; number += 1) {
    done.push(await measureRound(number % 2 === 0 ? apps : apps.toReversed()));
  }
  return apps.map((app) => resultsOf(app, smallest(apps, app), done));
}

function resultsOf(app: FilledApp, compared: FilledApp, rounds: readonly Round[]): AppResults {
  function resultOf(measure: Measure): Result {
    const ofApp = (of: FilledApp) => rounds.map((round) => round[measure].get(of) ?? notMeasured);
    const own = ofApp(app);
    const others = ofApp(compared);
    const ratios = own.map(({ perSecond }, round) => perSecond / (others[round] ?? notMeasured).perSecond);
    return {
      perSecond: quantile(
        own.map(({ perSecond }) => perSecond),
        0.5,
      ),
      ratio: {
        median: quantile(ratios, 0.5),
        lowerQuartile: quantile(ratios, 0.25),
        upperQuartile: quantile(ratios, 0.75),
      },
      cpu: quantile(
        own.map(({ cpu }) => cpu),
        0.5,
      ),
    };
  }
  return {
    app,
    results: { home: resultOf("home"), claims: resultOf("claims"), "sign-ins": resultOf("sign-ins") },
  };
}

/** No comparison with it holds, so that what is missing is a fault. */
const notMeasured: Rate = { perSecond: Number.NaN, cpu: Number.NaN };

function smallest(apps: readonly FilledApp[], { storage }: FilledApp): FilledApp {
  return apps
    .filter((app) => app.storage === storage)
    .reduce((least, app) => (app.sessions < least.sessions ? app : least));
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.round((sorted.length - 1) * part)] ?? Number.NaN;
}
