import type { RequestListener } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { apiCalls, requests } from "../../src/telemetry/operations.js";
import { createMemoryLog } from "../support/app/memoryLog.js";
import { hangUp } from "../support/network/localServer.js";
import { startOtlpReceiver } from "../support/telemetry/otlpReceiver.js";
import { startTracing } from "../support/telemetry/startTracing.js";

/** Lets the app have served some requests. */
function serve(times: number): void {
  for (let time = 0; time < times; time += 1) {
    const operation = { method: "GET", route: "/", status: 200 };
    requests.start.runStores(operation, () => requests.asyncEnd.publish(operation));
  }
}

const secret = "marker-of-the-receiver";

const answers: [what: string, answer: RequestListener, line: RegExp | undefined][] = [
  [
    "hangs up",
    hangUp,
    /^warn Traces do not reach the collector: Error: (?:(?:read|write) )?(?:ECONNRESET|EPIPE)$/,
  ],
  [
    "refuses with words of its own",
    (_request, response) => void response.writeHead(400, secret).end(secret),
    /^warn Traces do not reach the collector: Error: it answered with status 400\.$/,
  ],
  [
    "asks to wait for ever",
    (_request, response) => void response.writeHead(503, { "Retry-After": "999999" }).end(secret),
    /^warn Traces do not reach the collector: OTLPExporterError$/,
  ],
  [
    "sends more than anybody reads",
    (_request, response) => void response.writeHead(400).end(Buffer.alloc(5_000_000, secret)),
    /^warn Traces do not reach the collector: Error$/,
  ],
  [
    "redirects elsewhere",
    (_request, response) => void response.writeHead(302, { Location: `http://${secret}.example/` }).end(),
    /^warn Traces do not reach the collector: Error: it answered with status 302\.$/,
  ],
  ["takes them and answers nonsense", (_request, response) => void response.end(secret), undefined],
];

describe("a receiver of traces that", () => {
  test.each(answers)("%s costs one line of the log, in the app's own words", async (_what, answer, line) => {
    const receiver = await startOtlpReceiver();
    receiver.answer = answer;
    const log = createMemoryLog();
    const telemetry = await startTracing(receiver, {}, log);
    onTestFinished(() => telemetry.close());
    // More than one batch, so that it fails more than once.
    serve(1_100);
    await telemetry.close();
    expect(receiver.requests).toBeGreaterThan(1);
    await expect.poll(() => log.lines).toEqual(line ? [expect.stringMatching(line)] : []);
  });

  test("is not there does not keep the app from ending", async () => {
    const log = createMemoryLog();
    const telemetry = await startTracing({ url: "http://127.0.0.1:1" }, {}, log);
    serve(1);
    await telemetry.close();
    await expect
      .poll(() => log.lines)
      .toEqual([expect.stringMatching(/^warn Traces do not reach the collector: Error: .*ECONNREFUSED/)]);
  });

  test("takes requests and never answers does not keep the app from ending", async () => {
    const receiver = await startOtlpReceiver();
    receiver.answer = () => undefined;
    const telemetry = await startTracing(receiver);
    serve(1);
    await expect(telemetry.close()).resolves.toBeUndefined();
  });

  test("comes back gets what is told from then on, which a line of the log says", async () => {
    const receiver = await startOtlpReceiver();
    const log = createMemoryLog();
    const telemetry = await startTracing(receiver, {}, log);
    onTestFinished(() => telemetry.close());
    receiver.answer = (_request, response) => void response.writeHead(400).end();
    serve(512);
    await expect.poll(() => log.lines).toHaveLength(1);
    receiver.answer = undefined;
    serve(512);
    await expect.poll(() => log.lines.at(-1)).toBe("info Traces reach the collector again.");
    expect(receiver.spans).toHaveLength(512);
  });

  test("is slow costs no more memory than the queue has spans", async () => {
    const receiver = await startOtlpReceiver();
    const held: (() => void)[] = [];
    receiver.answer = (_request, response) => void held.push(() => response.end());
    const telemetry = await startTracing(receiver);
    serve(512);
    await expect.poll(() => held).toHaveLength(1);
    serve(10_000);
    receiver.answer = undefined;
    for (const answer of held) {
      answer();
    }
    await telemetry.close();
    expect(receiver.spans.length).toBeLessThanOrEqual(2_048);
    expect(receiver.spans.length).toBeGreaterThan(512);
  });
});

test("an operation that fails before it waits for anything has an end too", async () => {
  const receiver = await startOtlpReceiver();
  const telemetry = await startTracing(receiver);
  const request = { method: "GET", route: "/", status: 500 };
  requests.start.runStores(request, () => {
    const call = { method: "GET", server: "127.0.0.1" };
    expect(() =>
      apiCalls.tracePromise(() => {
        throw new TypeError(secret);
      }, call),
    ).toThrow(secret);
    requests.asyncEnd.publish(request);
  });
  await telemetry.close();
  expect(receiver.spans.map(({ name, attributes }) => [name, attributes["error.type"]])).toEqual([
    ["GET", "TypeError"],
    ["GET /", "500"],
  ]);
  expect(receiver.bytes.includes(secret)).toBe(false);
});
