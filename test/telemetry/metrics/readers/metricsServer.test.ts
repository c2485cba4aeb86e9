import { createServer } from "node:http";
import { expect, test } from "vitest";
import { startMetricsServer } from "../../../../src/telemetry/metrics/readers/metricsServer.js";
import { listenUntilTestEnds } from "../../../support/network/localServer.js";
import { freePort } from "../../../support/process/startServer.js";

test("answers GET /metrics, and nothing else", async () => {
  const port = await freePort();
  const stop = await startMetricsServer({ host: "127.0.0.1", port }, (_request, response) =>
    response.end("metrics"),
  );
  const ask = async (path: string, method = "GET") => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method });
    return [answer.status, await answer.text(), answer.headers.get("Allow")];
  };
  expect(await ask("/metrics")).toEqual([200, "metrics", null]);
  expect(await ask("/metrics?x=1")).toEqual([200, "metrics", null]);
  for (const path of ["/", "/metrics/", "/metricsx", "//metrics", "/healthz", "/auth/signin"]) {
    expect(await ask(path)).toEqual([404, "", null]);
  }
  for (const method of ["HEAD", "POST", "DELETE", "OPTIONS"]) {
    expect(await ask("/metrics", method)).toEqual([405, "", "GET"]);
  }
  await stop();
  await expect(ask("/metrics")).rejects.toThrow();
});

test("fails as Node.js does if the port is taken", async () => {
  const port = await listenUntilTestEnds(createServer());
  await expect(startMetricsServer({ host: "127.0.0.1", port }, () => undefined)).rejects.toMatchObject({
    code: "EADDRINUSE",
    port,
  });
});
