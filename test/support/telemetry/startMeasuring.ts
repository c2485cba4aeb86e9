import { onTestFinished } from "vitest";
import type { Environment } from "../../../src/config/environment/parseEnvironment.js";
import { loadConfig } from "../../../src/config/loadConfig.js";
import type { Log } from "../../../src/log/log.js";
import { startTelemetry } from "../../../src/telemetry/startTelemetry.js";
import { tenantEnvironment } from "../app/environments.js";
import { createMemoryLog } from "../app/memoryLog.js";
import { freePort } from "../process/startServer.js";
import { startOtlpReceiver } from "./otlpReceiver.js";

/** What is measured in this process, until the test ends. */
export interface Measuring {
  /** What Prometheus is answered. */
  exposition(): Promise<string>;
  /** The samples in it: `name{label="value",…}` and the number, but for those of histograms' buckets. */
  samples(): Promise<Record<string, number>>;
  /** Sends what is left, and returns what the collector has received at `/v1/metrics`. */
  exported(): Promise<string>;
}

/** Starts metrics for Prometheus and for a collector of OTLP, as the environment says otherwise. */
export async function startMeasuring(
  environment: Environment = {},
  log: Log = createMemoryLog(),
): Promise<Measuring> {
  const collector = await startOtlpReceiver();
  const port = await freePort();
  const { metrics } = loadConfig({
    ...tenantEnvironment,
    METRICS_PORT: String(port),
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    ...environment,
  }).telemetry;
  if (!metrics) {
    throw new Error("Nothing is measured.");
  }
  const telemetry = await startTelemetry({ traces: undefined, metrics }, log);
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= telemetry.close());
  onTestFinished(close);
  const exposition = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return {
    exposition,
    samples: async () => samplesIn(await exposition()),
    async exported() {
      await close();
      return collector.metrics;
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
