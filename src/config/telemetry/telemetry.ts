import type { Findings } from "../faults.js";
import type { Settings } from "../settings/settings.js";
import { type MetricsConfig, metricsOf, type TelemetrySurroundings } from "./metrics.js";
import { type TracesConfig, tracesOf } from "./traces.js";

/** What the app tells of its work, and to whom. */
export interface TelemetryConfig {
  /** Undefined if nothing is traced. */
  readonly traces: TracesConfig | undefined;
  /** Undefined if nothing is counted. */
  readonly metrics: MetricsConfig | undefined;
}

/** Returns what the settings say of telemetry. */
export function telemetryOf(
  settings: Settings,
  surroundings: TelemetrySurroundings,
  findings: Findings,
): TelemetryConfig {
  return {
    traces: tracesOf(settings, surroundings.addresses, findings.warnings),
    metrics: metricsOf(settings, surroundings, findings),
  };
}
