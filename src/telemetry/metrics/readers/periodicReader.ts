import { PeriodicExportingMetricReader, type PushMetricExporter } from "@opentelemetry/sdk-metrics";

/** Milliseconds for which one export is tried. */
export const longestExport = 5_000;

/** Returns what hands metrics to an exporter, every so many milliseconds. */
export function periodicReader(
  exporter: PushMetricExporter,
  interval: number,
): PeriodicExportingMetricReader {
  return new PeriodicExportingMetricReader({
    exporter,
    exportIntervalMillis: interval,
    exportTimeoutMillis: Math.min(longestExport, interval),
  });
}
