import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-proto";
import type { PushMetricExporter } from "@opentelemetry/sdk-metrics";

/** Returns what sends metrics to a collector at this URL by OTLP over HTTP, in protobuf, and tries it for so many milliseconds. */
export function createOtlpExporter(url: string, timeoutMillis: number): PushMetricExporter {
  return new OTLPMetricExporter({ url, timeoutMillis });
}
