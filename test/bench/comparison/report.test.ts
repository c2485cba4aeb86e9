import { describe, expect, test } from "vitest";
import {
  bare,
  constantBytes,
  contestants,
  expressOpenidConnect,
  openidClient,
  ours,
  oursWithMetrics,
  oursWithTraces,
} from "./contestants.js";
import { judgements } from "./judgements.js";
import { apiTable, appTable, plot, signInTable, startTable, targetTable, telemetryTable } from "./report.js";
import type { Results } from "./results.js";

const rate = (perSecond: number, cpu = 1) => [{ perSecond, cpu }];
const megabytes = (before: number, after: number) => [{ before: before * 1e6, after: after * 1e6 }];
const pages = (perSecond: number) => ({ home: rate(perSecond), claims: rate(perSecond) });

const pagesPerSecond = new Map([
  [ours, 3_000],
  [expressOpenidConnect, 1_000],
  [bare, 2_000],
]);

/** A run in which this app just reaches each target. */
const results: Results = {
  rates: {
    of(contestant, measure) {
      if (measure === "sign-ins") {
        return contestant.signsIn ? rate(300, contestant === openidClient ? 3 : 3.4) : [];
      }
      return rate(pagesPerSecond.get(contestant) ?? 4_000);
    },
  },
  sessionBytes: new Map([[ours, 1_500]]),
  memory: new Map([
    [ours, megabytes(100, 150)],
    [openidClient, megabytes(80, 180)],
  ]),
  starts: new Map([
    [ours, [260]],
    [bare, [200]],
  ]),
  sessions: { few: pages(1_000), many: pages(900) },
  apiCalls: {
    pages: { ours: rate(500, 2), peer: rate(500, 3) },
    signIns: { without: rate(300, 4), withApi: rate(260, 4.6) },
  },
  telemetry: new Map([
    [ours, { ...pages(3_000), signIns: rate(300) }],
    [oursWithMetrics, { home: rate(2_900, 1.05), claims: rate(2_900, 1.05), signIns: rate(300) }],
    [oursWithTraces, { home: rate(2_700, 1.11), claims: rate(2_700, 1.11), signIns: rate(290) }],
  ]),
  manySignIns: { signIns: 50_000, first: [3, 5], last: [4, 4.4] },
};

describe("the judgements", () => {
  test("find each target of the issue met where it is just reached", () => {
    expect(judgements(results).map(({ target, verdict }) => `${target.name}: ${verdict}`)).toEqual([
      "home /s, to express-openid-connect 3.4: met",
      "claims /s, to express-openid-connect 3.4: met",
      "home /s, to Express without sign-in code: met",
      "claims /s, to Express without sign-in code: met",
      "CPU of a sign-in, to openid-client 6, with its signature check: met",
      "growth of RSS by sign-ins, to openid-client 6, minimal: met",
      "orders /s, to express-openid-connect 3.4, with an API: met",
      "CPU of a sign-in with an API, to one without: met",
      "home /s with traces at 5 %, to without: met",
      "claims /s with traces at 5 %, to without: met",
      "bytes of a session: met",
      "start to first page, to Express without sign-in code: met",
      "home /s with many sessions in memory, to few: met",
      "claims /s with many sessions in memory, to few: met",
      "CPU of sign-in 50,000 of a process, to its first: met",
    ]);
  });

  test("find none met where nothing was measured", () => {
    const nothing: Results = {
      ...results,
      rates: { of: () => [] },
      sessionBytes: new Map(),
      memory: new Map(),
      starts: new Map(),
      sessions: { few: { home: [], claims: [] }, many: { home: [], claims: [] } },
      manySignIns: { signIns: 0, first: [], last: [] },
      telemetry: new Map(),
      apiCalls: { pages: { ours: [], peer: [] }, signIns: { without: [], withApi: [] } },
    };
    expect(judgements(nothing).filter(({ verdict }) => verdict !== "not met")).toEqual([]);
  });
});

describe("the report", () => {
  test("has a row for each app, with a dash for what it does not do", () => {
    const rows = appTable(results).split("\n").slice(2);
    const page = "3,000 (3,000–3,000) | 1.00 (1.00–1.00)";
    expect(rows).toHaveLength(contestants.length);
    expect(rows[0]).toContain(
      `| ${ours.name} | ${[page, page, "300 (300–300) | 3.40 (3.40–3.40)"].join(" | ")} | 1,500 |`,
    );
    expect(rows.at(-1)).toMatch(new RegExp(`^\\| ${constantBytes.name} (.*\\|){4}( – \\|){7}`));
  });

  test("has a table of sign-ins alone, and one of starts", () => {
    expect(signInTable(results.rates).split("\n").slice(2)).toEqual([
      "| this app | 300 (300–300) | 3.40 (3.40–3.40) |",
      "| express-openid-connect 3.4 | 300 (300–300) | 3.40 (3.40–3.40) |",
      "| openid-client 6, minimal | 300 (300–300) | 3.00 (3.00–3.00) |",
      "| openid-client 6, with its signature check | 300 (300–300) | 3.40 (3.40–3.40) |",
    ]);
    const starts = startTable(results.starts).split("\n");
    expect(starts).toContain("| this app | 260 (260–260) |");
    expect(starts).toContain("| openid-client 6, minimal | – |");
  });

  test("has a table of what an API costs", () => {
    expect(apiTable(results).split("\n").slice(2)).toEqual([
      "| this app | – | – | 300 (300–300) | 4.00 (4.00–4.00) |",
      "| this app, with an API | 500 (500–500) | 2.00 (2.00–2.00) | 260 (260–260) | 4.60 (4.60–4.60) |",
      "| express-openid-connect 3.4, with an API | 500 (500–500) | 3.00 (3.00–3.00) | – | – |",
    ]);
  });

  test("has a table of what telemetry costs", () => {
    const same = "300 (300–300) | 1.00 (1.00–1.00)";
    expect(telemetryTable(results.telemetry).split("\n").slice(2)).toEqual([
      `| this app | 3,000 (3,000–3,000) | 1.00 (1.00–1.00) | 3,000 (3,000–3,000) | 1.00 (1.00–1.00) | ${same} |`,
      `| this app, with metrics | 2,900 (2,900–2,900) | 1.05 (1.05–1.05) | 2,900 (2,900–2,900) | 1.05 (1.05–1.05) | ${same} |`,
      `| this app, with metrics and traces at 5 % | 2,700 (2,700–2,700) | 1.11 (1.11–1.11) | 2,700 (2,700–2,700) | 1.11 (1.11–1.11) | 290 (290–290) | 1.00 (1.00–1.00) |`,
    ]);
  });

  test("says of each target what was asked, what was measured, and whether that is enough", () => {
    const lines = targetTable(judgements(results)).split("\n");
    expect(lines).toContain("| bytes of a session | met | at most 1,500 | 1,500 (1,500–1,500) |");
    expect(lines).toContain(
      "| home /s, to express-openid-connect 3.4 | met | at least 3.00 | 3.00 (3.00–3.00) |",
    );
  });

  test("plots what was measured, without constant bytes", () => {
    expect(plot(results)).toContain("start to first page, ms\nthis app                     ████");
    expect(plot(results)).not.toContain(constantBytes.name);
  });
});
