import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import type { SpanExporter } from "@opentelemetry/sdk-trace";

/** Milliseconds for which one batch is tried. */
const timeoutMillis = 5_000;

/** Batches on their way at once: one, and at the end the four of a full queue. */
const concurrencyLimit = 5;

/** Sends spans to a collector by OTLP over HTTP, in protobuf. Headers and the like it reads from the environment itself. */
export function createOtlpExporter(url: string): SpanExporter {
  return new OTLPTraceExporter({ url, timeoutMillis, concurrencyLimit });
}
