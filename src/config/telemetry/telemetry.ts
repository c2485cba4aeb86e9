import type { Findings } from "../faults.js";
import { orDefault, type Settings } from "../settings/settings.js";
import type { MetricsConfig } from "./metrics.js";

/** What the app tells of its work, and to whom. */
export interface TelemetryConfig {
  /** Undefined if nothing is traced. */
  readonly traces: TracesConfig | undefined;
  /** Undefined if nothing is counted. */
  readonly metrics: MetricsConfig | undefined;
}

/** Where traces go, and which there are. */
export interface TracesConfig {
  /** The URL of a collector that takes traces by OTLP; undefined for none. */
  readonly otlpUrl: string | undefined;
  /** The connection string of an Application Insights, which is a secret; undefined for none. */
  readonly applicationInsights: string | undefined;
  readonly serviceName: string;
  /** The part of the requests that is traced, from 0 to 1. */
  readonly samplingRatio: number;
  /** The hosts of the configured tenant and APIs, which spans may name. */
  readonly servers: readonly string[];
}

/** Returns what the settings say of telemetry. `addresses` are the URLs of what the app is configured to call. */
export function telemetryOf(
  settings: Settings,
  addresses: readonly string[],
  { warnings }: Findings,
): Pick<TelemetryConfig, "traces"> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, APPLICATIONINSIGHTS_CONNECTION_STRING: insights } = settings;
  if (!endpoint && insights === undefined) {
    return { traces: undefined };
  }
  return {
    traces: {
      otlpUrl: endpoint && `${endpoint.href.replace(/\/+$/, "")}/v1/traces`,
      applicationInsights: insights,
      serviceName: orDefault(settings, "OTEL_SERVICE_NAME"),
      samplingRatio: samplingRatioOf(settings, warnings),
      servers: addresses.map((address) => new URL(address).hostname),
    },
  };
}

/**
 * The app begins each trace itself, so that a sampler decides the same with `parentbased_` in front and without it.
 *
 * @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/#general-sdk-configuration
 */
function samplingRatioOf(settings: Settings, warnings: string[]): number {
  const sampler = orDefault(settings, "OTEL_TRACES_SAMPLER");
  if (sampler.endsWith("traceidratio")) {
    return orDefault(settings, "OTEL_TRACES_SAMPLER_ARG");
  }
  if (settings.OTEL_TRACES_SAMPLER_ARG !== undefined) {
    warnings.push("OTEL_TRACES_SAMPLER_ARG is of no use unless OTEL_TRACES_SAMPLER is one of a ratio.");
  }
  return sampler.endsWith("always_on") ? 1 : 0;
}
