import { ConfigError } from "../config/configError.js";

/**
 * Loads the exporters for Application Insights.
 *
 * @throws ConfigError if the package is missing, which is an optional one.
 */
export async function loadAzureMonitor() {
  try {
    return await import("@azure/monitor-opentelemetry-exporter");
  } catch {
    throw new ConfigError([
      "APPLICATIONINSIGHTS_CONNECTION_STRING needs the package @azure/monitor-opentelemetry-exporter, which is missing: run npm ci without --omit=optional.",
    ]);
  }
}

/** Nothing is kept on the disk, which may be read-only and is others' to read. */
export function azureMonitorOptions(connectionString: string) {
  return { connectionString, disableOfflineStorage: true };
}
