import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import type { Environment } from "../../../src/config/environment/parseEnvironment.js";
import { loadConfig } from "../../../src/config/loadConfig.js";
import { startMetrics } from "../../../src/telemetry/metrics/startMetrics.js";
import { tenantEnvironment } from "../app/environments.js";
import { listenUntilTestEnds } from "../network/localServer.js";
import { freePort } from "../process/startServer.js";

/** What is measured in this process, until the test ends. */
export interface Measuring {
  /** What Prometheus is answered. */
  exposition(): Promise<string>;
  /** The samples in it: `name{label="value",…}` and the number, but for those of histograms' buckets. */
  samples(): Promise<Record<string, number>>;
  /** Sends what is left, and returns all that the collector has received. */
  exported(): Promise<string>;
}

/** Starts metrics for Prometheus and for a collector of OTLP, as the environment says otherwise. */
export async function startMeasuring(environment: Environment = {}): Promise<Measuring> {
  const received: Buffer[] = [];
  const collector = createServer(async (request, response) => {
    received.push(Buffer.from(`${request.method} ${request.url}\n`), await buffer(request));
    response.writeHead(200, { "Content-Type": "application/x-protobuf" }).end();
  });
  const collectorPort = await listenUntilTestEnds(collector);
  const port = await freePort();
  const { metrics: config } = loadConfig({
    ...tenantEnvironment,
    METRICS_PORT: String(port),
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collectorPort}`,
    ...environment,
  }).telemetry;
  if (!config) {
    throw new Error("Nothing is measured.");
  }
  const metrics = await startMetrics(config);
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= metrics.close());
  onTestFinished(close);
  const exposition = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return {
    exposition,
    samples: async () => samplesIn(await exposition()),
    async exported() {
      await close();
      return Buffer.concat(received).toString("latin1");
    },
  };
}

function samplesIn(exposition: string): Record<string, number> {
  const lines = exposition.split("\n").filter((line) => line !== "" && !/^#|_bucket\{/.test(line));
  return Object.fromEntries(
    lines.map((line) => {
      const end = line.lastIndexOf(" ");
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
}
