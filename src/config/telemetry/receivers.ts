import { orDefault, type Settings } from "../settings/settings.js";

/** Who is sent traces or metrics, from whom they are, and which hosts they may name. */
export interface ReceiversConfig {
  /** The URL at which a collector takes them by OTLP; undefined for none. */
  readonly otlpUrl: string | undefined;
  /** The connection string of an Application Insights, which is a secret; undefined for none. */
  readonly applicationInsights: string | undefined;
  readonly serviceName: string;
  /** The hosts of the configured tenant and APIs and of Redis. */
  readonly servers: readonly string[];
}

/**
 * Returns who is sent a signal. `addresses` are the URLs of what the app is configured to call.
 *
 * @see https://opentelemetry.io/docs/specs/otel/protocol/exporter/#endpoint-urls-for-otlphttp
 */
export function receiversOf(
  settings: Settings,
  signal: "traces" | "metrics",
  addresses: readonly string[],
): ReceiversConfig {
  const endpoint = settings.OTEL_EXPORTER_OTLP_ENDPOINT;
  return {
    otlpUrl: endpoint && `${endpoint.href.replace(/\/+$/, "")}/v1/${signal}`,
    applicationInsights: settings.APPLICATIONINSIGHTS_CONNECTION_STRING,
    serviceName: orDefault(settings, "OTEL_SERVICE_NAME"),
    servers: addresses.map((address) => new URL(address).hostname),
  };
}

/** True if a signal is sent to anybody. */
export function isSent({ otlpUrl, applicationInsights }: ReceiversConfig): boolean {
  return otlpUrl !== undefined || applicationInsights !== undefined;
}
