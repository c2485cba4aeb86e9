import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { TracesConfig } from "../../config/telemetry/traces.js";
import type { Log } from "../../log/log.js";
import type { LogFields } from "../../log/logLine.js";
import { resourceOf } from "../resource.js";
import { createExporters } from "./createExporters.js";
import { recordOperations } from "./recordOperations.js";
import { SpanRecorder } from "./spanRecorder.js";

/** Spans; what is more is dropped, so that a receiver which is away costs no more memory than that. */
const maxQueueSize = 2_048;

/** Spans that are sent together. */
const maxExportBatchSize = 512;

/** Makes traces of what the app tells on its channels, and sends them in the background. */
export async function startTraces(config: TracesConfig, instanceId: string, log: Log) {
  const exporters = await createExporters(config, log);
  const provider = new TracerProvider({
    resource: resourceOf({ serviceName: config.serviceName, instanceId }),
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
      await provider.shutdown();
    },
  };
}
