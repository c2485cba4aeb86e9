import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-proto";
import type { IMetricReader } from "@opentelemetry/sdk-metrics";
import { longestExport, periodicReader } from "./periodicReader.js";

/** Returns what sends metrics to a collector at this URL, by OTLP, every so many milliseconds. */
export function createOtlpReader(url: string, interval: number): IMetricReader {
  return periodicReader(new OTLPMetricExporter({ url, timeoutMillis: longestExport }), interval);
}
