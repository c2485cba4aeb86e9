import {
  type IMetricReader,
  PeriodicExportingMetricReader,
  type PushMetricExporter,
} from "@opentelemetry/sdk-metrics";
import type { MetricsConfig } from "../../../config/telemetry/metrics.js";
import type { Log } from "../../../log/log.js";
import { azureMonitorOptions, loadAzureMonitor } from "../../azureMonitor.js";
import { reportFailures } from "../../reportFailures.js";

/** Milliseconds for which one export is tried. */
const longestExport = 5_000;

interface Readers {
  readonly readers: readonly IMetricReader[];
  /** Lets Prometheus ask, if that is configured. Resolves to what ends it. */
  serve(): Promise<() => Promise<void>>;
}

/**
 * Returns the ways by which metrics leave the app, and loads only those that are configured. Each is a file of the app's own: a
 * build cannot tell what an import of a package with CommonJS holds if it is dynamic.
 *
 * @throws ConfigError if a package is missing.
 */
export async function createReaders(config: MetricsConfig, log: Log): Promise<Readers> {
  const { otlpUrl, applicationInsights, interval, served } = config;
  const readers: IMetricReader[] = [];
  const add = (exporter: PushMetricExporter, receiver: string) => {
    reportFailures(exporter, { what: "Metrics", receiver }, log);
    readers.push(
      new PeriodicExportingMetricReader({
        exporter,
        exportIntervalMillis: interval,
        exportTimeoutMillis: Math.min(longestExport, interval),
      }),
    );
  };
  if (otlpUrl !== undefined) {
    const { createOtlpExporter } = await import("./otlpExporter.js");
    add(createOtlpExporter(otlpUrl, longestExport), "the collector");
  }
  if (applicationInsights !== undefined) {
    const { AzureMonitorMetricExporter } = await loadAzureMonitor();
    add(new AzureMonitorMetricExporter(azureMonitorOptions(applicationInsights)), "Application Insights");
  }
  if (!served) {
    return { readers, serve: async () => async () => undefined };
  }
  const { createPrometheusReader } = await import("./prometheusReader.js");
  const { reader, serve } = createPrometheusReader(served);
  return { readers: [...readers, reader], serve };
}
