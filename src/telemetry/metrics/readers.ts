import { type IMetricReader, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import type { MetricsConfig } from "../../config/metrics.js";
import { startMetricsServer } from "./metricsServer.js";

/** Milliseconds for which one export is tried. */
const longestExport = 5_000;

interface Readers {
  readonly readers: IMetricReader[];
  /** Lets Prometheus ask, if that is configured. Resolves to what ends it. */
  serve(): Promise<() => Promise<void>>;
}

/** Returns the ways by which metrics leave the app, and loads only those that are configured. */
export async function createReaders(config: MetricsConfig): Promise<Readers> {
  const readers: IMetricReader[] = [];
  let serve: Readers["serve"] = async () => async () => undefined;
  if (config.otlpUrl !== undefined) {
    const { OTLPMetricExporter } = await import("@opentelemetry/exporter-metrics-otlp-proto");
    readers.push(
      new PeriodicExportingMetricReader({
        exporter: new OTLPMetricExporter({ url: config.otlpUrl, timeoutMillis: longestExport }),
        exportIntervalMillis: config.interval,
        exportTimeoutMillis: Math.min(longestExport, config.interval),
      }),
    );
  }
  const { served } = config;
  if (served) {
    const { PrometheusExporter } = await import("@opentelemetry/exporter-prometheus");
    const exporter = new PrometheusExporter({ preventServerStart: true, withoutScopeInfo: true });
    readers.push(exporter);
    serve = () =>
      startMetricsServer(served, (request, response) => exporter.getMetricsRequestHandler(request, response));
  }
  return { readers, serve };
}
