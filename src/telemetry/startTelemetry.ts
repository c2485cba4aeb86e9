import type { TelemetryConfig } from "../config/telemetry.js";
import type { Log } from "../log/log.js";
import type { LogFields } from "../log/logLine.js";

/** What tells of the app's work. */
export interface Telemetry {
  /** What a line of the log has of the trace to which it belongs. */
  readonly logFields: () => LogFields | undefined;
  /** Sends what is left. It neither fails nor takes longer than its own time limit. */
  close(): Promise<void>;
}

/** Loads and starts what the settings ask for, and nothing of it if they ask for nothing. */
export async function startTelemetry({ traces }: TelemetryConfig, log: Log): Promise<Telemetry> {
  if (!traces) {
    return { logFields: () => undefined, close: async () => undefined };
  }
  const { startTraces } = await import("./traces/startTraces.js");
  return startTraces(traces, log);
}
