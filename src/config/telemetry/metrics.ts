import { addFault, type Findings } from "../faults.js";
import { orDefault, type Settings } from "../settings/settings.js";
import { telemetrySettings } from "../settings/telemetrySettings.js";
import { isSent, type ReceiversConfig, receiversOf } from "./receivers.js";

/** Who gets metrics, and what they say of the app's surroundings. */
export interface MetricsConfig extends ReceiversConfig {
  /** Milliseconds between two exports. */
  readonly interval: number;
  /** Where Prometheus may ask; undefined for nowhere. */
  readonly served: { readonly host: string; readonly port: number } | undefined;
  /** `http` or `https`, as browsers use it. */
  readonly scheme: string;
  /** Milliseconds without use after which a session ends. */
  readonly sessionIdle: number;
}

/** What the rest of the configuration says to telemetry. */
export interface TelemetrySurroundings extends Pick<MetricsConfig, "sessionIdle"> {
  /** The app's own. */
  readonly origin: string;
  /** The URLs of what the app is configured to call. */
  readonly addresses: readonly string[];
  /** What the app and what starts beside it listen on. */
  readonly takenPorts: readonly unknown[];
}

/** Returns what the settings say of metrics; undefined if there are none. */
export function metricsOf(
  settings: Settings,
  { origin, addresses, takenPorts, sessionIdle }: TelemetrySurroundings,
  findings: Findings,
): MetricsConfig | undefined {
  const receivers = receiversOf(settings, "metrics", addresses);
  const served = servedAt(settings, takenPorts, findings);
  if (!isSent(receivers) && !served) {
    return undefined;
  }
  return {
    ...receivers,
    interval: orDefault(settings, "OTEL_METRIC_EXPORT_INTERVAL"),
    served,
    scheme: new URL(origin).protocol.slice(0, -1),
    sessionIdle,
  };
}

function servedAt(
  settings: Settings,
  takenPorts: readonly unknown[],
  { faults, warnings }: Findings,
): MetricsConfig["served"] {
  const { METRICS_PORT: port } = settings;
  const host = orDefault(settings, "METRICS_HOST");
  if (port === undefined) {
    if (host !== telemetrySettings.METRICS_HOST.default) {
      warnings.push("METRICS_HOST is of no use without METRICS_PORT.");
    }
    return undefined;
  }
  if (takenPorts.includes(port)) {
    addFault(faults, "METRICS_PORT", "must not be the PORT of the app, nor that of what starts beside it");
  }
  return { host, port };
}
