import type { TracesConfig } from "../../../src/config/telemetry/traces.js";
import type { Log } from "../../../src/log/log.js";
import { startTelemetry, type Telemetry } from "../../../src/telemetry/startTelemetry.js";
import { createMemoryLog } from "../app/memoryLog.js";
import type { OtlpReceiver } from "./otlpReceiver.js";

/** Traces what the app tells in this process, all of it unless `changes` say otherwise, for a receiver. */
export function startTracing(
  receiver: Pick<OtlpReceiver, "url">,
  changes: Partial<TracesConfig> = {},
  log: Log = createMemoryLog(),
): Promise<Telemetry> {
  const traces = {
    otlpUrl: `${receiver.url}/v1/traces`,
    applicationInsights: undefined,
    serviceName: "customer-web",
    samplingRatio: 1,
    servers: ["127.0.0.1"],
    ...changes,
  };
  return startTelemetry({ traces, metrics: undefined }, log);
}
