import type { IMetricReader } from "@opentelemetry/sdk-metrics";
import type { MetricsConfig } from "../../../config/telemetry/metrics.js";

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
export async function createReaders(config: MetricsConfig): Promise<Readers> {
  const { otlpUrl, applicationInsights, interval, served } = config;
  const readers: IMetricReader[] = [];
  if (otlpUrl !== undefined) {
    const { createOtlpReader } = await import("./otlpReader.js");
    readers.push(createOtlpReader(otlpUrl, interval));
  }
  if (applicationInsights !== undefined) {
    const { createAzureReader } = await import("./azureReader.js");
    readers.push(await createAzureReader(applicationInsights, interval));
  }
  if (!served) {
    return { readers, serve: async () => async () => undefined };
  }
  const { createPrometheusReader } = await import("./prometheusReader.js");
  const { reader, serve } = createPrometheusReader(served);
  return { readers: [...readers, reader], serve };
}
