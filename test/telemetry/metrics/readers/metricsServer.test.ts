import { createServer } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
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

test("answers one request of a connection, however many are sent at once", async () => {
  const port = await freePort();
  let answered = 0;
  const stop = await startMetricsServer({ host: "127.0.0.1", port }, (_request, response) => {
    answered += 1;
    response.end("metrics");
  });
  onTestFinished(stop);
  const socket = connect(port, "127.0.0.1");
  socket.write("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(100));
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\nConnection: close\r\n/);
  expect(answered).toBe(1);
});

test("fails as Node.js does if the port is taken", async () => {
  const port = await listenUntilTestEnds(createServer());
  await expect(startMetricsServer({ host: "127.0.0.1", port }, () => undefined)).rejects.toMatchObject({
    code: "EADDRINUSE",
    port,
  });
});
