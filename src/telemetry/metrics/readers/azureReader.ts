import type { IMetricReader } from "@opentelemetry/sdk-metrics";
import { loadAzureMonitor } from "../../azureMonitor.js";
import { periodicReader } from "./periodicReader.js";

/**
 * Returns what sends metrics to the Application Insights of this connection string, every so many milliseconds.
 *
 * @throws ConfigError if its package is missing.
 */
export async function createAzureReader(connectionString: string, interval: number): Promise<IMetricReader> {
  const { AzureMonitorMetricExporter } = await loadAzureMonitor();
  // Nothing is kept on the disk, which may be read-only and is others' to read.
  const exporter = new AzureMonitorMetricExporter({ connectionString, disableOfflineStorage: true });
  return periodicReader(exporter, interval);
}
