import type { SpanExporter } from "@opentelemetry/sdk-trace";
import type { TracesConfig } from "../../config/telemetry/traces.js";
import type { Log } from "../../log/log.js";
import { loadAzureMonitor } from "../azureMonitor.js";
import { ReportingExporter } from "./reportingExporter.js";

/**
 * Returns what sends spans to those receivers that are configured, and loads only these.
 *
 * @throws ConfigError if a package is missing.
 */
export async function createExporters(config: TracesConfig, log: Log): Promise<SpanExporter[]> {
  const exporters: SpanExporter[] = [];
  if (config.otlpUrl !== undefined) {
    const { createOtlpExporter } = await import("./otlpExporter.js");
    exporters.push(new ReportingExporter(createOtlpExporter(config.otlpUrl), "the collector", log));
  }
  if (config.applicationInsights !== undefined) {
    const { AzureMonitorTraceExporter } = await loadAzureMonitor();
    const exporter = new AzureMonitorTraceExporter({
      connectionString: config.applicationInsights,
      // Nothing is kept on the disk, which may be read-only and is others' to read.
      disableOfflineStorage: true,
    });
    exporters.push(new ReportingExporter(exporter, "Application Insights", log));
  }
  return exporters;
}
