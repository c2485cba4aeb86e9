import { randomUUID } from "node:crypto";
import { defaultResource, resourceFromAttributes } from "@opentelemetry/resources";
import { MeterProvider } from "@opentelemetry/sdk-metrics";
import pTimeout from "p-timeout";
import type { MetricsConfig } from "../../config/telemetry/metrics.js";
import { observeEventLoop } from "./eventLoopMetrics.js";
import { measureOperations } from "./operationMetrics.js";
import { createReaders } from "./readers/createReaders.js";
import { observeSessions } from "./sessionMetrics.js";
import { countSignIns } from "./signInMetrics.js";

/** Series of one metric; all that come after them share one. */
const mostSeries = 1_000;

/** Milliseconds for what is left at the end. */
const closingLimit = 3_000;

/**
 * Makes metrics of what the app tells on its channels, and lets those have them who are configured.
 *
 * @throws Node's own error if METRICS_PORT cannot be listened on.
 */
export async function startMetrics(config: MetricsConfig): Promise<{ close(): Promise<void> }> {
  const { readers, serve } = await createReaders(config);
  const provider = new MeterProvider({
    resource: defaultResource().merge(
      resourceFromAttributes({ "service.name": config.serviceName, "service.instance.id": randomUUID() }),
    ),
    views: [{ instrumentName: "*", aggregationCardinalityLimit: mostSeries }],
    readers: [...readers],
  });
  const meter = provider.getMeter(config.serviceName);
  const ends = [
    countSignIns(meter),
    measureOperations(meter, config),
    observeSessions(meter, config.sessionIdle),
    observeEventLoop(meter),
  ];
  const stopServing = await serve();
  return {
    async close(): Promise<void> {
      await stopServing();
      await pTimeout(provider.shutdown(), { milliseconds: closingLimit }).catch(() => undefined);
      for (const end of ends) {
        end();
      }
    },
  };
}
