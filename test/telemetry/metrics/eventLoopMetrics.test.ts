import { expect, test } from "vitest";
import { startMeasuring } from "../../support/telemetry/startMeasuring.js";

/** Keeps the event loop from doing anything else. */
function block(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

test("the event loop's delay and utilization are observed, in seconds", async () => {
  const measuring = await startMeasuring();
  await expect
    .poll(async () => {
      block(300);
      return (await measuring.samples()).nodejs_eventloop_delay_max;
    })
    .toBeGreaterThan(0.2);
  await expect.poll(async () => (await measuring.samples()).nodejs_eventloop_delay_min).toBeLessThan(0.3);
  const { nodejs_eventloop_utilization: utilization } = await measuring.samples();
  expect(utilization).toBeGreaterThanOrEqual(0);
  expect(utilization).toBeLessThanOrEqual(1);
});
