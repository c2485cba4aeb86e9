import { expect, onTestFinished, test } from "vitest";
import { lost } from "../../support/deployment/lost.js";
import { rollOut } from "../../support/deployment/rollOut.js";
import { eventsIn } from "../../support/process/jsonLog.js";
import { countOf } from "./counts.js";
import { expectExactMetrics } from "./metrics.js";
import { secretsOf, textIn } from "./secrets.js";
import { startWhole } from "./startWhole.js";
import { expectCompleteTraces } from "./traces.js";
import { Visitors } from "./visitors.js";

/** A new version: it asks for more, keeps other sessions, and tells of its metrics while it runs, not only at its end. */
const newer = { API_SCOPES: "User.Read", OTEL_METRIC_EXPORT_INTERVAL: "5000" };

test("500 people sign in while the image is upgraded: no request fails, and traces and metrics have all that was done", async () => {
  const { deployment, tokens, collector, secrets } = await startWhole();
  const { instances, balancer, tenant } = deployment;
  const visitors = new Visitors(deployment, 16);
  onTestFinished(() => visitors.stop());
  await visitors.haveSignedIn(30);
  const logs: string[] = [];
  for (const instance of instances) {
    await rollOut({ balancer, instances: [instance] }, newer);
    logs.push(instance.log);
  }
  await visitors.haveSignedIn(500);
  await expect.poll(() => tokens.renewals).toBeGreaterThanOrEqual(3 * instances.length);
  await visitors.stop();
  expect(visitors.failures).toEqual([]);
  expect(await lost(visitors.ended.completed)).toEqual([]);
  const classes = countOf(visitors.all.flatMap(({ answers }) => answers.map(classOf)));
  // It counts an answer when it has forgotten the request, which may be after the customer has it.
  await expect.poll(() => balancer.answered()).toEqual(classes);
  expect(await Promise.all(instances.map((instance) => instance.stop("SIGTERM")))).toEqual([0, 0, 0]);
  logs.push(...instances.map(({ log }) => log));

  const spans = collector.spans();
  const points = collector.points();
  expect(spans.size).toBe(2 * instances.length);
  expect([...points.keys()].sort()).toEqual([...spans.keys()].sort());
  const allSpans = [...spans.values()].flat();
  expectCompleteTraces(allSpans, visitors);
  expectExactMetrics([...points.values()].flat(), allSpans, visitors);

  const sent = textIn(collector.chunks);
  expect([...secrets, ...secretsOf(visitors.all, tenant)].filter((secret) => sent.includes(secret))).toEqual(
    [],
  );
  expect(secrets.filter((secret) => logs.some((log) => log.includes(secret)))).toEqual([]);
  const complaints = logs.flatMap(eventsIn).filter(({ level }) => level !== "info");
  const refusals = complaints.filter(({ message }) => message.startsWith("Sign-in failed: "));
  expect(refusals).toHaveLength(visitors.ended.blocked.length + visitors.ended.redeemed.length);
  const others = complaints.filter((event) => !refusals.includes(event));
  expect(others.filter(({ message }) => !isSlowMachine(message))).toEqual([]);
});

/** The class of an answer's status, such as `2xx`. */
function classOf({ status }: { readonly status: number }): string {
  return `${Math.floor(status / 100)}xx`;
}

/** True of a connection that was slow to be made, as on a machine with much to do; Redis ends those that it takes no more. */
function isSlowMachine(message: string): boolean {
  return /^Redis is away: .*(?:timeout|does not answer)/i.test(message);
}
