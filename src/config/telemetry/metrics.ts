import { addFault, type Findings } from "../faults.js";
import { orDefault, type Settings } from "../settings/settings.js";
import { telemetrySettings } from "../settings/telemetrySettings.js";

/** Who gets metrics, and what they may name. */
export interface MetricsConfig {
  /** The URL of a collector that takes metrics by OTLP; undefined for none. */
  readonly otlpUrl: string | undefined;
  /** The connection string of an Application Insights, which is a secret; undefined for none. */
  readonly applicationInsights: string | undefined;
  /** Milliseconds between two exports. */
  readonly interval: number;
  /** Where Prometheus may ask; undefined for nowhere. */
  readonly served: { readonly host: string; readonly port: number } | undefined;
  readonly serviceName: string;
  /** The hosts of the configured tenant and APIs, which metrics may name. */
  readonly servers: readonly string[];
  /** `http` or `https`, as browsers use it. */
  readonly scheme: string;
  /** Milliseconds without use after which a session ends. */
  readonly sessionIdle: number;
}

/** What the rest of the configuration says to metrics. */
interface MetricsSurroundings extends Pick<MetricsConfig, "sessionIdle"> {
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
  { origin, addresses, takenPorts, sessionIdle }: MetricsSurroundings,
  { faults, warnings }: Findings,
): MetricsConfig | undefined {
  const {
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights,
    METRICS_PORT: port,
  } = settings;
  if (port !== undefined && takenPorts.includes(port)) {
    addFault(faults, "METRICS_PORT", "must not be the PORT of the app, nor that of what starts beside it");
  }
  if (port === undefined && orDefault(settings, "METRICS_HOST") !== telemetrySettings.METRICS_HOST.default) {
    warnings.push("METRICS_HOST is of no use without METRICS_PORT.");
  }
  if (!endpoint && applicationInsights === undefined && port === undefined) {
    return undefined;
  }
  return {
    otlpUrl: endpoint && `${endpoint.href.replace(/\/+$/, "")}/v1/metrics`,
    applicationInsights,
    interval: orDefault(settings, "OTEL_METRIC_EXPORT_INTERVAL"),
    served: port === undefined ? undefined : { host: orDefault(settings, "METRICS_HOST"), port },
    serviceName: orDefault(settings, "OTEL_SERVICE_NAME"),
    servers: addresses.map((address) => new URL(address).hostname),
    scheme: new URL(origin).protocol.slice(0, -1),
    sessionIdle,
  };
}
