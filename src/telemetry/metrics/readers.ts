import type { IMetricReader } from "@opentelemetry/sdk-metrics";
import type { MetricsConfig } from "../../config/metrics.js";

interface Readers {
  readonly readers: readonly IMetricReader[];
  /** Lets Prometheus ask, if that is configured. Resolves to what ends it. */
  serve(): Promise<() => Promise<void>>;
}

/**
 * Returns the ways by which metrics leave the app, and loads only those that are configured. Each is a file of the app's own: a
 * build cannot tell what an import of a package with CommonJS holds if it is dynamic.
 */
export async function createReaders({ otlpUrl, interval, served }: MetricsConfig): Promise<Readers> {
  const sent =
    otlpUrl === undefined ? undefined : (await import("./otlpReader.js")).createOtlpReader(otlpUrl, interval);
  const asked = served && (await import("./prometheusReader.js")).createPrometheusReader(served);
  return {
    readers: [sent, asked?.reader].filter((reader) => reader !== undefined),
    serve: asked?.serve ?? (async () => async () => undefined),
  };
}
