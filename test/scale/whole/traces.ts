import { expect } from "vitest";
import type { ReceivedSpan } from "../../support/telemetry/otlpMessages.js";
import { countOf } from "./counts.js";
import { correlationIdOf } from "./secrets.js";
import type { Visitors } from "./visitors.js";

/** What a span may hold; docs/telemetry.md says what each means. */
const allowed = new Set([
  "http.request.method",
  "http.route",
  "http.response.status_code",
  "http.request.resend_count",
  "server.address",
  "error.type",
  "db.system.name",
  "db.operation.name",
  "entra.call",
  "entra.correlation_id",
  "entra.aadsts",
]);

/** Calls for what the process needs, whether a request waits for it or not. */
const ofTheProcess = ["GET identity", "GET keys", "GET metadata"];

/** What an instance that keeps no tokens does for each request, and one that keeps them, which the upgrade lets it. */
const work: Readonly<Record<string, readonly string[]>> = {
  "GET /auth/signin 302 completed": [""],
  "GET /auth/signin 302 cancelled": [""],
  "GET /auth/signin 302 blocked": [""],
  "GET /auth/signin 302 redeemed": [""],
  "POST /auth/redirect 200": [""],
  "POST /auth/redirect 200 completed": [
    "DEL EVAL EVAL GET POST token 200 SET SET ZSCORE",
    "DEL EVAL EVAL EXISTS GET POST token 200 SET SET SET ZSCORE",
  ],
  "POST /auth/redirect 200 cancelled": ["SET"],
  "POST /auth/redirect 400 blocked": ["SET"],
  "POST /auth/redirect 400 redeemed": ["POST token 400 AADSTS54005 SET"],
  "GET /users/id 200": ["EVAL EXPIRE GET", "EVAL EXPIRE EXPIRE GET"],
  "GET / 200": ["EVAL EXPIRE GET", "EVAL EXPIRE EXPIRE GET"],
};

/** Expects each request to have its span, and each span to be one of a request or of what the process does for itself. */
export function expectCompleteTraces(all: readonly ReceivedSpan[], visitors: Visitors): void {
  const names = new Set(all.flatMap(({ attributes }) => Object.keys(attributes)));
  expect([...names].filter((name) => !allowed.has(name))).toEqual([]);

  const byId = new Map(all.map((span) => [span.spanId, span]));
  expect(byId.size).toBe(all.length);
  const orphans = all.filter(
    ({ parentSpanId, traceId }) => parentSpanId !== undefined && byId.get(parentSpanId)?.traceId !== traceId,
  );
  expect(orphans).toEqual([]);

  const belongsToProcess = ({ name }: ReceivedSpan) => ofTheProcess.includes(name);
  const requests = all.filter((span) => span.parentSpanId === undefined && !belongsToProcess(span));
  const endings = endingsOf(visitors);
  const kindOf = (request: ReceivedSpan) =>
    [nameOf(request), endings.get(`${request.attributes["entra.correlation_id"]}`)].filter(Boolean).join(" ");
  const { completed, cancelled, blocked, redeemed } = visitors.ended;
  expect(countOf(requests.map(kindOf))).toEqual({
    "GET /auth/signin 302 completed": completed.length,
    "GET /auth/signin 302 cancelled": cancelled.length,
    "GET /auth/signin 302 blocked": blocked.length,
    "GET /auth/signin 302 redeemed": redeemed.length,
    "POST /auth/redirect 200": visitors.all.length,
    "POST /auth/redirect 200 completed": completed.length,
    "POST /auth/redirect 200 cancelled": cancelled.length,
    "POST /auth/redirect 400 blocked": blocked.length,
    "POST /auth/redirect 400 redeemed": redeemed.length,
    "GET /users/id 200": completed.length,
    "GET / 200": completed.length,
  });

  const children = new Map(requests.map(({ spanId }): [string, string[]] => [spanId, []]));
  for (const span of all.filter((span) => !belongsToProcess(span))) {
    children.get(span.parentSpanId ?? "")?.push(nameOf(span));
  }
  const done = requests.map((request) => ({
    request: kindOf(request),
    work: children.get(request.spanId)?.sort().join(" ") ?? "",
  }));
  expect(done.filter(({ request, work: found }) => !work[request]?.includes(found))).toEqual([]);
}

/** How the sign-ins with these correlation ids have ended. */
function endingsOf({ ended }: Visitors): ReadonlyMap<string, string> {
  const entries = Object.entries(ended);
  return new Map(
    entries.flatMap(([ending, customers]) =>
      customers.map((customer): [string, string] => [correlationIdOf(customer), ending]),
    ),
  );
}

/** A span by its name and how it has ended. */
function nameOf({ name, attributes }: ReceivedSpan): string {
  const { "http.response.status_code": status, "entra.aadsts": aadsts, "error.type": error } = attributes;
  const failure = aadsts === undefined ? error : `AADSTS${aadsts}`;
  return [name, status, failure].filter((word) => word !== undefined).join(" ");
}
