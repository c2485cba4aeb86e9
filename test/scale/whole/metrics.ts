import { expect } from "vitest";
import type { ReceivedPoint, ReceivedSpan } from "../../support/telemetry/otlpMessages.js";
import { countOf, requestsOf } from "./counts.js";
import type { Visitors } from "./visitors.js";

/** What a series may be labelled with; docs/telemetry.md says what each means. */
const allowed = new Set([
  "http.request.method",
  "http.route",
  "http.response.status_code",
  "url.scheme",
  "server.address",
  "error.type",
  "db.system.name",
  "db.operation.name",
  "entra.call",
  "entra.aadsts",
]);

/** Commands that an instance sends for itself: whether Redis is there, who it is, and whether it can write, which requests ask too. */
const ofTheInstance = /^db\.client\.operation\.duration (?:PING|AUTH|SET)\b/;

/** Until the connection is made, an instance that starts cannot write, and says that it is not ready. */
const notReady = "db.client.operation.duration SET Error";

/**
 * Expects the metrics of all instances, those too that have ended, to add up to what customers have done, and to what
 * spans have of calls and of commands to Redis.
 */
export function expectExactMetrics(
  points: readonly ReceivedPoint[],
  spans: readonly ReceivedSpan[],
  visitors: Visitors,
): void {
  const labels = new Set(points.flatMap(({ attributes }) => Object.keys(attributes)));
  expect([...labels].filter((label) => !allowed.has(label))).toEqual([]);

  const { completed, cancelled, blocked, redeemed } = visitors.ended;
  expect(sums(points, /^entra\.(?!session)/, ["error.type", "entra.aadsts"])).toEqual({
    "entra.sign_in.begun": visitors.all.length,
    "entra.sign_in.completed": completed.length,
    "entra.sign_in.duration": completed.length,
    "entra.sign_in.cancelled": cancelled.length,
    "entra.sign_in.failed sign_in_refused 53003": blocked.length,
    "entra.sign_in.failed sign_in_expired 54005": redeemed.length,
    "entra.access_token.refreshed": 0,
    "entra.rate_limit.refused": 0,
  });
  const request = ["http.request.method", "http.route", "http.response.status_code", "error.type"];
  expect(sums(points, /^http\.server\./, request)).toEqual(
    Object.fromEntries(
      Object.entries(requestsOf(visitors.all)).map(([name, count]) => [
        `http.server.request.duration ${name}`,
        count,
      ]),
    ),
  );
  const calls = sums(points, /^http\.client\./, ["entra.call", "http.response.status_code"]);
  // One may be under way when an instance ends.
  delete calls["http.client.request.duration identity 200"];
  expect(calls).toEqual({
    "http.client.request.duration metadata 200": spans.filter(({ name }) => name === "GET metadata").length,
    "http.client.request.duration keys 200": spans.filter(({ name }) => name === "GET keys").length,
    "http.client.request.duration token 200": completed.length,
    "http.client.request.duration token 400": redeemed.length,
  });
  const commands = sums(points, /^db\./, ["db.operation.name", "error.type"]);
  expect(Object.keys(commands).filter((name) => name.endsWith("Error") && name !== notReady)).toEqual([]);
  const traced = spans.filter(({ attributes }) => attributes["db.system.name"] !== undefined);
  const operations = traced.map(
    ({ attributes }) => `db.client.operation.duration ${attributes["db.operation.name"]}`,
  );
  expect(ofRequestsAlone(commands)).toEqual(ofRequestsAlone(countOf(operations)));
}

function ofRequestsAlone(commands: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(commands).filter(([name]) => !ofTheInstance.test(name)));
}

/** The sums of those metrics whose name is such, by the values of these labels. */
function sums(
  points: readonly ReceivedPoint[],
  metrics: RegExp,
  labels: readonly string[],
): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const { name, attributes, value } of points.filter(({ name }) => metrics.test(name))) {
    const series = [name, ...labels.map((label) => attributes[label])]
      .filter((word) => word !== undefined)
      .join(" ");
    totals[series] = (totals[series] ?? 0) + (value ?? Number.NaN);
  }
  return totals;
}
