import type { SpanExporter } from "@opentelemetry/sdk-trace";
import type { TracesConfig } from "../../config/telemetry/traces.js";
import type { Log } from "../../log/log.js";
import { azureMonitorOptions, loadAzureMonitor } from "../azureMonitor.js";
import { reportFailures } from "../reportFailures.js";

/**
 * Returns what sends spans to those receivers that are configured, and loads only these.
 *
 * @throws ConfigError if a package is missing.
 */
export async function createExporters(config: TracesConfig, log: Log): Promise<SpanExporter[]> {
  const exporters: SpanExporter[] = [];
  const add = (exporter: SpanExporter, receiver: string) => {
    reportFailures(exporter, { what: "Traces", receiver }, log);
    exporters.push(exporter);
  };
  if (config.otlpUrl !== undefined) {
    const { createOtlpExporter } = await import("./otlpExporter.js");
    add(createOtlpExporter(config.otlpUrl), "the collector");
  }
  if (config.applicationInsights !== undefined) {
    const { AzureMonitorTraceExporter } = await loadAzureMonitor();
    add(
      new AzureMonitorTraceExporter(azureMonitorOptions(config.applicationInsights)),
      "Application Insights",
    );
  }
  return exporters;
}
