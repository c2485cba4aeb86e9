import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import type { BatchObservableResult, Meter } from "@opentelemetry/api";

/** Milliseconds between two looks at the clock. */
const resolution = 10;

/**
 * Observes for how long the event loop keeps what is due waiting, and how busy it is. Returns what ends it.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/runtime/nodejs-metrics/
 */
export function observeEventLoop(meter: Meter): () => void {
  const histogram = monitorEventLoopDelay({ resolution });
  const gauge = (name: string, description: string, unit = "s") =>
    meter.createObservableGauge(`nodejs.eventloop.${name}`, { unit, description });
  /** In nanoseconds, of which the first are the wait that was asked for. */
  const seconds = (nanoseconds: number) => Math.max(0, nanoseconds / 1e9 - resolution / 1e3);
  const delays = [
    {
      gauge: gauge("delay.min", "The shortest delay of the event loop."),
      read: () => seconds(histogram.min),
    },
    { gauge: gauge("delay.max", "The longest delay of the event loop."), read: () => seconds(histogram.max) },
    { gauge: gauge("delay.mean", "The mean delay of the event loop."), read: () => seconds(histogram.mean) },
    { gauge: gauge("delay.stddev", "Its standard deviation."), read: () => histogram.stddev / 1e9 },
    ...[50, 90, 99].map((percent) => ({
      gauge: gauge(`delay.p${percent}`, `${percent} % of the delays are shorter.`),
      read: () => seconds(histogram.percentile(percent)),
    })),
  ];
  const utilization = gauge("utilization", "The part of the time in which the event loop was busy.", "1");
  let before = performance.eventLoopUtilization();
  const observe = (result: BatchObservableResult) => {
    if (histogram.count > 0) {
      for (const { gauge, read } of delays) {
        result.observe(gauge, read());
      }
      histogram.reset();
    }
    const now = performance.eventLoopUtilization();
    result.observe(utilization, performance.eventLoopUtilization(now, before).utilization);
    before = now;
  };
  const gauges = [...delays.map(({ gauge }) => gauge), utilization];
  histogram.enable();
  meter.addBatchObservableCallback(observe, gauges);
  return () => {
    meter.removeBatchObservableCallback(observe, gauges);
    histogram.disable();
  };
}
