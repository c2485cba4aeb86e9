import { randomUUID } from "node:crypto";
import { defaultResource, resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import pTimeout from "p-timeout";
import type { TracesConfig } from "../../config/telemetry/telemetry.js";
import type { Log } from "../../log/log.js";
import type { LogFields } from "../../log/logLine.js";
import { createExporters } from "./exporters.js";
import { recordOperations } from "./recordOperations.js";
import { SpanRecorder } from "./spanRecorder.js";

/** Spans; what is more is dropped, so that a receiver which is away costs no more memory than that. */
const maxQueueSize = 2_048;

/** Spans that are sent together. */
const maxExportBatchSize = 512;

/** Milliseconds for what is left at the end. */
const closingLimit = 3_000;

/** Makes traces of what the app tells on its channels, and sends them in the background. */
export async function startTraces(config: TracesConfig, log: Log) {
  const exporters = await createExporters(config, log);
  const provider = new TracerProvider({
    resource: defaultResource().merge(
      resourceFromAttributes({ "service.name": config.serviceName, "service.instance.id": randomUUID() }),
    ),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(config.samplingRatio) }),
    spanProcessors: exporters.map(
      (exporter) => new BatchSpanProcessor({ exporter, maxQueueSize, maxExportBatchSize }),
    ),
  });
  const recorder = new SpanRecorder(provider.getTracer(config.serviceName), new Set(config.servers));
  const end = recordOperations(recorder);
  return {
    logFields(): LogFields | undefined {
      const { active } = recorder;
      return active && { trace_id: active.traceId, span_id: active.spanId };
    },
    async close(): Promise<void> {
      end();
      // What is lost then has been said by the exporters.
      await pTimeout(provider.shutdown(), { milliseconds: closingLimit }).catch(() => undefined);
    },
  };
}
