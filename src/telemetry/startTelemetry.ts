import { randomUUID } from "node:crypto";
import pTimeout from "p-timeout";
import type { TelemetryConfig } from "../config/telemetry/telemetry.js";
import type { Log } from "../log/log.js";
import type { LogFields } from "../log/logLine.js";

/** Milliseconds for what is left at the end. */
const closingLimit = 3_000;

/** What tells of the app's work. */
export interface Telemetry {
  /** What a line of the log has of the trace to which it belongs. */
  readonly logFields: () => LogFields | undefined;
  /** Sends what is left. It neither fails nor takes longer than its own time limit. */
  close(): Promise<void>;
}

/** Loads and starts what the settings ask for, and nothing of it if they ask for nothing. */
export async function startTelemetry({ traces, metrics }: TelemetryConfig, log: Log): Promise<Telemetry> {
  const instanceId = randomUUID();
  const measured =
    metrics && (await (await import("./metrics/startMetrics.js")).startMetrics(metrics, instanceId, log));
  const traced =
    traces && (await (await import("./traces/startTraces.js")).startTraces(traces, instanceId, log));
  return {
    logFields: traced?.logFields ?? (() => undefined),
    async close() {
      const closing = Promise.allSettled([traced?.close(), measured?.close()]);
      await pTimeout(closing, { milliseconds: closingLimit, fallback: () => undefined });
    },
  };
}
