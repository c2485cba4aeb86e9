import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { requests } from "../../src/telemetry/operations.js";
import { createMemoryLog } from "../support/app/memoryLog.js";
import { CertificateAuthority } from "../support/credentials/certificates.js";
import { answerJson, listenUntilTestEnds } from "../support/network/localServer.js";
import { startTracing } from "../support/telemetry/startTracing.js";

const key = "00000000-1111-4222-8333-444444444444";

const envelopes = z.array(
  z.object({
    iKey: z.string(),
    tags: z.record(z.string(), z.string()),
    data: z.object({ baseData: z.looseObject({}) }),
  }),
);

/** Serves a request that is traced for an Application Insights which answers so, and returns the log. */
async function tracedAt(answer: RequestListener) {
  const authority = await CertificateAuthority.create();
  onTestFinished(authority.trust());
  const port = await listenUntilTestEnds(createServer(await authority.issue(), answer));
  const ingestion = `https://localhost:${port}/`;
  const log = createMemoryLog();
  const telemetry = await startTracing(
    { url: "" },
    { otlpUrl: undefined, applicationInsights: `InstrumentationKey=${key};IngestionEndpoint=${ingestion}` },
    log,
  );
  onTestFinished(() => telemetry.close());
  const operation = { method: "GET", route: "/users/id", status: 200 };
  requests.start.runStores(operation, () => requests.asyncEnd.publish(operation));
  await telemetry.close();
  return log;
}

test("Application Insights gets requests by the names of their routes", async () => {
  const bodies: Buffer[] = [];
  const log = await tracedAt(async (request, response) => {
    const body = await buffer(request);
    bodies.push(request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body);
    answerJson({ itemsReceived: 1, itemsAccepted: 1, errors: [] })(request, response);
  });
  expect(log.lines).toEqual([]);
  const sent = bodies.flatMap((body) => envelopes.parse(JSON.parse(body.toString())));
  expect(sent.find(({ tags }) => "ai.operation.name" in tags)).toMatchObject({
    iKey: key,
    tags: { "ai.cloud.role": "customer-web", "ai.operation.name": "GET /users/id" },
    data: { baseData: { name: "GET /users/id", responseCode: "200", success: true } },
  });
});

test("an Application Insights that refuses costs one line of the log, without the key and without its words", async () => {
  const log = await tracedAt((_request, response) => void response.writeHead(400, "marker").end("marker"));
  await expect.poll(() => log.lines).toHaveLength(1);
  expect(log.lines[0]).toMatch(/^warn Traces do not reach Application Insights: [\w ]+: status 400$/);
});
