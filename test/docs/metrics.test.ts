import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { signInCompleted, signInFailed, tokenRefreshFailed } from "../../src/telemetry/events.js";
import { redisCommands, requests, tenantCalls } from "../../src/telemetry/operations.js";
import { projectFile } from "../support/process/startServer.js";
import { startMeasuring } from "../support/telemetry/startMeasuring.js";

interface Metric {
  readonly kind: string;
  readonly unit: string;
  readonly labels: readonly string[];
}

/** The rows of the table, by the names that Prometheus has for them. */
function documented(): Record<string, Metric> {
  const page = readFileSync(projectFile("docs/telemetry.md"), "utf8");
  const rows = page.matchAll(
    /^\| `([\w.]+)` \| (counter|gauge|histogram) \| `([^`]+)` \| (.*?) ?\| .+ \|$/gm,
  );
  return Object.fromEntries(
    [...rows].map(([, name = "", kind = "", unit = "", labels = ""]) => [
      `${name.replaceAll(".", "_")}${kind === "counter" ? "_total" : ""}`,
      {
        kind,
        unit,
        labels: [...labels.matchAll(/`([\w.]+)`/g)]
          .map(([, label = ""]) => label.replaceAll(".", "_"))
          .sort(),
      },
    ]),
  );
}

/** What an exposition tells of its metrics. */
function exposed(exposition: string): Record<string, Metric> {
  const types = exposition.matchAll(/^# UNIT (\w+) (.+)\n# TYPE \w+ (\w+)\n((?:[^#].*\n)*)/gm);
  return Object.fromEntries(
    [...types].map(([, name = "", unit = "", kind = "", samples = ""]) => {
      const labels = new Set([...samples.matchAll(/[{,](\w+)="/g)].map(([, label = ""]) => label));
      labels.delete("le");
      return [name, { kind, unit, labels: [...labels].sort() }];
    }),
  );
}

test("the table of metrics is what is exported: each name, kind, unit and label", async () => {
  const measuring = await startMeasuring();
  signInCompleted.publish({ startedAt: Date.now() });
  signInFailed.publish({ code: "sign_in_refused", aadsts: 50105 });
  tokenRefreshFailed.publish({ code: "access_refused", aadsts: 53003 });
  const request = { method: "GET", route: "/", status: 500 };
  requests.start.publish(request);
  requests.asyncEnd.publish(request);
  const call = {
    what: "keys",
    method: "GET",
    server: "contoso.ciamlogin.com",
    resends: 0,
    status: 503,
  } as const;
  await tenantCalls.tracePromise(async () => undefined, call);
  const command = { command: "GET", serverAddress: "redis.example.com" };
  await redisCommands.tracePromise(() => Promise.reject(new Error()), command).catch(() => undefined);
  const table = documented();
  expect(Object.keys(table).length).toBeGreaterThanOrEqual(20);
  const { target_info: _target, ...metrics } = await exposedAll(measuring.exposition, Object.keys(table));
  expect(metrics).toEqual(table);
});

/** Asks until all of these are there: the event loop's delays come a moment later. */
async function exposedAll(exposition: () => Promise<string>, names: readonly string[]) {
  let metrics: Record<string, Metric> = {};
  await expect
    .poll(async () => {
      metrics = exposed(await exposition());
      return names.filter((name) => !(name in metrics));
    })
    .toEqual([]);
  return metrics;
}
