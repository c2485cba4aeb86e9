import type { Rate } from "../load/measureRate.js";
import { bars } from "../report/bars.js";
import { median, spreadOf } from "../report/spread.js";
import { markdownTable, whole, withQuartiles } from "../report/table.js";
import {
  type Contestant,
  contestants,
  expressOpenidConnectWithApi,
  ours,
  oursWithApi,
} from "./contestants.js";
import { measures } from "./measureRounds.js";
import { observed, type TelemetryCost } from "./measureTelemetry.js";
import { cpuOf, growthOf, perSecondOf, type Results } from "./results.js";
import type { Judgement } from "./targets.js";

const none = "–";
const megabyte = 1e6;

/** What each app gave: medians, and quartiles in parentheses. */
export function appTable(results: Results): string {
  const { rates, sessionBytes, memory, starts } = results;
  const heading = ["app", ...measures.flatMap((measure) => [`${measure} /s`, "CPU ms"])];
  const more = ["session bytes", "RSS MB before", "RSS MB after", "RSS MB growth", "start ms"];
  const rows = contestants.map((contestant) => {
    const taken = measures.map((measure) => rates.of(contestant, measure));
    const kept = memory.get(contestant) ?? [];
    return [
      contestant.name,
      ...taken.flatMap(rateCells),
      sessionBytes.get(contestant)?.toLocaleString("en") ?? none,
      cell(
        kept.map(({ before }) => before),
        megabytes,
      ),
      cell(
        kept.map(({ after }) => after),
        megabytes,
      ),
      cell(growthOf(results, contestant), megabytes),
      cell(starts.get(contestant) ?? [], whole),
    ];
  });
  return markdownTable([...heading, ...more], rows);
}

/** What sign-ins cost at each app that people sign in to: medians, and quartiles in parentheses. */
export function signInTable(rates: Results["rates"]): string {
  const rows = contestants
    .filter(({ signsIn }) => signsIn)
    .map((contestant) => [contestant.name, ...rateCells(rates.of(contestant, "sign-ins"))]);
  return markdownTable(["app", "sign-ins /s", "CPU ms"], rows);
}

/** How long each app takes to start: medians, and quartiles in parentheses. */
export function startTable(starts: Results["starts"]): string {
  const rows = contestants.map((contestant) => [contestant.name, cell(starts.get(contestant) ?? [], whole)]);
  return markdownTable(["app", "start ms"], rows);
}

/** What an API costs: medians, and quartiles in parentheses. */
export function apiTable({ apiCalls: { pages, signIns } }: Results): string {
  const rows = [
    [ours.name, [], signIns.without],
    [oursWithApi.name, pages.ours, signIns.withApi],
    [expressOpenidConnectWithApi.name, pages.peer, []],
  ] as const;
  return markdownTable(
    ["app", "orders /s", "CPU ms", "sign-ins /s", "CPU ms"],
    rows.map(([name, ...rates]) => [name, ...rates.flatMap(rateCells)]),
  );
}

/** What telemetry costs: medians, and quartiles in parentheses. */
export function telemetryTable(cost: TelemetryCost): string {
  const rows = observed.map((contestant) => {
    const { home = [], claims = [], signIns = [] } = cost.get(contestant) ?? {};
    return [contestant.name, ...[home, claims, signIns].flatMap(rateCells)];
  });
  return markdownTable(["app", "home /s", "CPU ms", "claims /s", "CPU ms", "sign-ins /s", "CPU ms"], rows);
}

/** The targets, what was measured for each, and whether it is met. */
export function targetTable(judgements: readonly Judgement[]): string {
  const rows = judgements.map(({ target: { name, limit }, spread, verdict }) => [
    name,
    verdict,
    "atLeast" in limit ? `at least ${short(limit.atLeast)}` : `at most ${short(limit.atMost)}`,
    withQuartiles(spread, short),
  ]);
  return markdownTable(["target", "verdict", "limit", "measured"], rows, 2);
}

/** Medians as bars. */
export function plot(results: Results): string {
  const { rates } = results;
  const titles: [title: string, valuesOf: (contestant: Contestant) => readonly number[]][] = [
    ["home pages in a second", (contestant) => perSecondOf(rates.of(contestant, "home"))],
    ["claims pages in a second", (contestant) => perSecondOf(rates.of(contestant, "claims"))],
    ["CPU time of a sign-in, ms", (contestant) => cpuOf(rates.of(contestant, "sign-ins"))],
    ["growth of RSS, MB", (contestant) => growthOf(results, contestant).map((bytes) => bytes / megabyte)],
    ["start to first page, ms", (contestant) => results.starts.get(contestant) ?? []],
  ];
  const plots = titles.map(([title, valuesOf]) => {
    // Next to constant bytes all others would look alike.
    const compared = contestants.filter(({ enter }) => enter !== undefined);
    const measured = compared.map((contestant) => ({
      name: contestant.name,
      value: median(valuesOf(contestant)),
    }));
    return `${title}\n${bars(
      measured.filter(({ value }) => !Number.isNaN(value)),
      short,
    )}`;
  });
  return ["```text", plots.join("\n\n"), "```"].join("\n");
}

function rateCells(rates: readonly Rate[]): [perSecond: string, cpu: string] {
  return [cell(perSecondOf(rates), whole), cell(cpuOf(rates), twoDecimals)];
}

function cell(values: readonly number[], format: (value: number) => string): string {
  return values.length === 0 ? none : withQuartiles(spreadOf(values), format);
}

function short(value: number): string {
  return value < 100 ? twoDecimals(value) : whole(value);
}

function twoDecimals(value: number): string {
  return value.toFixed(2);
}

function megabytes(bytes: number): string {
  return whole(bytes / megabyte);
}
