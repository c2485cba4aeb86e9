import { MeterProvider } from "@opentelemetry/sdk-metrics";
import type { MetricsConfig } from "../../config/telemetry/metrics.js";
import type { Log } from "../../log/log.js";
import { endOf } from "../listen.js";
import { resourceOf } from "../resource.js";
import { observeEventLoop } from "./eventLoopMetrics.js";
import { measureOperations } from "./operationMetrics.js";
import { createReaders } from "./readers/createReaders.js";
import { observeSessions } from "./sessionMetrics.js";
import { countSignIns } from "./signInMetrics.js";

/** Series of one metric; all that come after them share one. */
const mostSeries = 1_000;

/**
 * Makes metrics of what the app tells on its channels, and lets those have them who are configured.
 *
 * @throws Node's own error if METRICS_PORT cannot be listened on.
 */
export async function startMetrics(
  config: MetricsConfig,
  instanceId: string,
  log: Log,
): Promise<{ close(): Promise<void> }> {
  const { readers, serve } = await createReaders(config, log);
  const provider = new MeterProvider({
    resource: resourceOf({ serviceName: config.serviceName, instanceId }),
    views: [{ instrumentName: "*", aggregationCardinalityLimit: mostSeries }],
    readers: [...readers],
  });
  const meter = provider.getMeter(config.serviceName);
  const end = endOf([
    countSignIns(meter),
    measureOperations(meter, config),
    observeSessions(meter, config.sessionIdle),
    observeEventLoop(meter),
  ]);
  const stopServing = await serve();
  return {
    async close(): Promise<void> {
      await stopServing();
      // Reads what is measured once more.
      await provider.shutdown();
      end();
    },
  };
}
