import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-proto";
import { PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";

/** Milliseconds for which one export is tried. */
const longestExport = 5_000;

/** Returns what sends metrics to a collector at this URL, by OTLP, every so many milliseconds. */
export function createOtlpReader(url: string, interval: number): PeriodicExportingMetricReader {
  return new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter({ url, timeoutMillis: longestExport }),
    exportIntervalMillis: interval,
    exportTimeoutMillis: Math.min(longestExport, interval),
  });
}
