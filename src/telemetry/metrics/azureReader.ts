import type { IMetricReader, PushMetricExporter } from "@opentelemetry/sdk-metrics";
import { loadAzureMonitor } from "../azureMonitor.js";
import { periodicReader } from "./periodicReader.js";

/** OpenTelemetry's number for an export that has failed. */
const failed = 1;

/**
 * Returns what sends metrics to the Application Insights of this connection string, every so many milliseconds.
 *
 * @throws ConfigError if its package is missing.
 */
export async function createAzureReader(connectionString: string, interval: number): Promise<IMetricReader> {
  const { AzureMonitorMetricExporter } = await loadAzureMonitor();
  class MetricExporter extends AzureMonitorMetricExporter {
    /** An error that nobody awaits would end the process: the exporter's own method throws at a redirect that leads nowhere. */
    override async export(...[metrics, done]: Parameters<PushMetricExporter["export"]>): Promise<void> {
      await super.export(metrics, done).catch(() => done({ code: failed }));
    }
  }
  // Nothing is kept on the disk, which may be read-only and is others' to read.
  const exporter = new MetricExporter({ connectionString, disableOfflineStorage: true });
  return periodicReader(exporter, interval);
}
