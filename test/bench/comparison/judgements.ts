import { mean } from "../report/spread.js";
import {
  bare,
  expressOpenidConnect,
  expressOpenidConnectWithApi,
  openidClient,
  openidClientChecking,
  ours,
  oursWithTraces,
} from "./contestants.js";
import type { Rates } from "./measureRounds.js";
import type { TelemetryCost } from "./measureTelemetry.js";
import { cpuOf, growthOf, perSecondOf, type Results } from "./results.js";
import { type Judgement, judge, ratiosOf } from "./targets.js";

/** Compares this app with its targets. */
export function judgements(results: Results): Judgement[] {
  const { rates, sessionBytes, starts } = results;
  return [
    ...pages(rates),
    signInCost(rates),
    memory(results),
    ...api(results),
    ...telemetryCost(results.telemetry),
    size(sessionBytes),
    startTime(starts),
    ...growth(results),
  ];
}

function pages(rates: Rates): Judgement[] {
  const peers = [
    { peer: expressOpenidConnect, atLeast: 3 },
    { peer: bare, atLeast: 1.5 },
  ];
  return peers.flatMap(({ peer, atLeast }) =>
    (["home", "claims"] as const).map((measure) =>
      judge(
        { name: `${measure} /s, to ${peer.name}`, limit: { atLeast } },
        ratiosOf(perSecondOf(rates.of(ours, measure)), perSecondOf(rates.of(peer, measure))),
      ),
    ),
  );
}

/** The minimal app costs less, and believes tokens that nobody signed: what checks as much is what compares. */
export function signInCost(rates: Rates): Judgement {
  return judge(
    { name: `CPU of a sign-in, to ${openidClientChecking.name}`, limit: { atMost: 1 } },
    ratiosOf(cpuOf(rates.of(ours, "sign-ins")), cpuOf(rates.of(openidClientChecking, "sign-ins"))),
  );
}

function memory(results: Results): Judgement {
  return judge(
    { name: `growth of RSS by sign-ins, to ${openidClient.name}`, limit: { atMost: 0.5 } },
    ratiosOf(growthOf(results, ours), growthOf(results, openidClient)),
  );
}

function api({ apiCalls: { pages, signIns } }: Results): Judgement[] {
  return [
    judge(
      { name: `orders /s, to ${expressOpenidConnectWithApi.name}`, limit: { atLeast: 1 } },
      ratiosOf(perSecondOf(pages.ours), perSecondOf(pages.peer)),
    ),
    judge(
      { name: "CPU of a sign-in with an API, to one without", limit: { atMost: 1.15 } },
      ratiosOf(cpuOf(signIns.withApi), cpuOf(signIns.without)),
    ),
  ];
}

export function telemetryCost(cost: TelemetryCost): Judgement[] {
  return (["home", "claims"] as const).map((measure) =>
    judge(
      { name: `${measure} /s with traces at 5 %, to without`, limit: { atLeast: 0.9 } },
      ratiosOf(
        perSecondOf(cost.get(oursWithTraces)?.[measure] ?? []),
        perSecondOf(cost.get(ours)?.[measure] ?? []),
      ),
    ),
  );
}

function size(sessionBytes: Results["sessionBytes"]): Judgement {
  const bytes = sessionBytes.get(ours);
  return judge({ name: "bytes of a session", limit: { atMost: 1_500 } }, bytes === undefined ? [] : [bytes]);
}

export function startTime(starts: Results["starts"]): Judgement {
  return judge(
    { name: `start to first page, to ${bare.name}`, limit: { atMost: 1.3 } },
    ratiosOf(starts.get(ours) ?? [], starts.get(bare) ?? []),
  );
}

/** What costs the same may be measured as 15 % more: differences below that are noise on such machines. */
const noise = 0.15;

function growth({ sessions: { few, many }, manySignIns: { signIns, first, last } }: Results): Judgement[] {
  const limit = { atLeast: 0.9 };
  return [
    ...(["home", "claims"] as const).map((measure) =>
      judge(
        { name: `${measure} /s with many sessions in memory, to few`, limit },
        ratiosOf(perSecondOf(many[measure]), perSecondOf(few[measure])),
      ),
    ),
    judge(
      {
        name: `CPU of sign-in ${signIns.toLocaleString("en")} of a process, to its first`,
        limit: { atMost: 1 + noise },
      },
      [mean(last) / mean(first)],
    ),
  ];
}
