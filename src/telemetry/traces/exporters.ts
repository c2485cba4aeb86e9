import type { SpanExporter } from "@opentelemetry/sdk-trace";
import type { TracesConfig } from "../../config/telemetry.js";
import type { Log } from "../../log/log.js";
import { ReportingExporter } from "./reportingExporter.js";

/** Milliseconds for which one batch is tried. */
const timeoutMillis = 5_000;

/** Batches on their way at once. */
const concurrencyLimit = 2;

/** Returns what sends spans to those receivers that are configured, and loads only these. */
export async function createExporters(config: TracesConfig, log: Log): Promise<SpanExporter[]> {
  const exporters: SpanExporter[] = [];
  if (config.otlpUrl !== undefined) {
    const { OTLPTraceExporter } = await import("@opentelemetry/exporter-trace-otlp-proto");
    const exporter = new OTLPTraceExporter({ url: config.otlpUrl, timeoutMillis, concurrencyLimit });
    exporters.push(new ReportingExporter(exporter, "the collector", log));
  }
  return exporters;
}
