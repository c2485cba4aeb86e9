import type { RequestListener } from "node:http";
import { describe, expect, test } from "vitest";
import { createMemoryLog } from "../../support/app/memoryLog.js";
import { hangUp } from "../../support/network/localServer.js";
import { startOtlpReceiver } from "../../support/telemetry/otlpReceiver.js";
import { startMeasuring } from "../../support/telemetry/startMeasuring.js";

const secret = "marker-of-the-receiver";

const answers: [what: string, answer: RequestListener, line: RegExp][] = [
  [
    "hangs up",
    hangUp,
    /^warn Metrics do not reach the collector: Error: (?:(?:read|write) )?(?:ECONNRESET|EPIPE)$/,
  ],
  [
    "refuses with words of its own",
    (_request, response) => void response.writeHead(404, secret).end(secret),
    /^warn Metrics do not reach the collector: Error: it answered with status 404\.$/,
  ],
];

describe("a receiver of metrics that", () => {
  test.each(answers)("%s costs one line of the log, in the app's own words", async (_what, answer, line) => {
    const receiver = await startOtlpReceiver();
    receiver.answer = answer;
    const log = createMemoryLog();
    const measuring = await startMeasuring(
      { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_METRIC_EXPORT_INTERVAL: "1000" },
      log,
    );
    await expect.poll(() => log.lines, { timeout: 30_000 }).toHaveLength(1);
    const { requests } = receiver;
    // What is left at the end fails too.
    await measuring.exported();
    expect(receiver.requests).toBeGreaterThan(requests);
    expect(log.lines).toEqual([expect.stringMatching(line)]);
  });

  test("comes back gets the metrics again, which a line of the log says", async () => {
    const receiver = await startOtlpReceiver();
    receiver.answer = (_request, response) => void response.writeHead(400).end();
    const log = createMemoryLog();
    await startMeasuring(
      { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_METRIC_EXPORT_INTERVAL: "1000" },
      log,
    );
    await expect.poll(() => log.lines, { timeout: 30_000 }).toHaveLength(1);
    receiver.answer = undefined;
    await expect
      .poll(() => log.lines.at(-1), { timeout: 30_000 })
      .toBe("info Metrics reach the collector again.");
    expect(receiver.metrics).toContain("entra.sign_in.begun");
  });
});
