import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { signInFailed } from "../../../../src/telemetry/events.js";
import { startTelemetry } from "../../../../src/telemetry/startTelemetry.js";
import { createMemoryLog } from "../../../support/app/memoryLog.js";
import { CertificateAuthority } from "../../../support/credentials/certificates.js";
import { answerJson, listenUntilTestEnds } from "../../../support/network/localServer.js";

const envelope = z.object({
  data: z.object({
    baseData: z.looseObject({
      metrics: z.array(z.looseObject({ name: z.string(), value: z.number() })).optional(),
      properties: z.record(z.string(), z.unknown()).optional(),
    }),
  }),
});

/** The exporter sends a JSON array, or an object on each line. */
function envelopesIn(body: string): z.output<typeof envelope>[] {
  const text = body.trimStart().startsWith("[") ? body : `[${body.trim().split("\n").join(",")}]`;
  return z.array(envelope).parse(JSON.parse(text));
}

/** Starts metrics for an Application Insights that answers so. */
async function startMetricsFor(answer: RequestListener) {
  const authority = await CertificateAuthority.create();
  onTestFinished(authority.trust());
  const port = await listenUntilTestEnds(createServer(await authority.issue(), answer));
  const metrics = {
    otlpUrl: undefined,
    applicationInsights: `InstrumentationKey=00000000-1111-4222-8333-444444444444;IngestionEndpoint=https://localhost:${port}/`,
    interval: 60_000,
    served: undefined,
    serviceName: "customer-web",
    servers: [],
    scheme: "https",
    sessionIdle: 60_000,
  };
  const telemetry = await startTelemetry({ traces: undefined, metrics }, createMemoryLog());
  onTestFinished(() => telemetry.close());
  return telemetry;
}

test("Application Insights gets metrics by their names, with their labels", async () => {
  const bodies: Buffer[] = [];
  const telemetry = await startMetricsFor(async (request, response) => {
    const body = await buffer(request);
    bodies.push(request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body);
    answerJson({ itemsReceived: 1, itemsAccepted: 1, errors: [] })(request, response);
  });
  signInFailed.publish({ code: "sign_in_refused", aadsts: 50105 });
  signInFailed.publish({ code: "sign_in_refused", aadsts: 50105 });
  await telemetry.close();
  const sent = bodies.flatMap((body) => envelopesIn(body.toString())).map(({ data }) => data.baseData);
  expect(sent.find(({ metrics }) => metrics?.[0]?.name === "entra.sign_in.failed")).toMatchObject({
    metrics: [{ value: 2 }],
    properties: { "error.type": "sign_in_refused", "entra.aadsts": "50105" },
  });
});

test.each(["/elsewhere", "https://[elsewhere"])(
  "an Application Insights that redirects to %s does not end the process",
  async (location) => {
    const rejections: unknown[] = [];
    const note = (error: unknown) => void rejections.push(error);
    process.on("unhandledRejection", note);
    onTestFinished(() => void process.off("unhandledRejection", note));
    let asked = 0;
    const metrics = await startMetricsFor((_request, response) => {
      asked += 1;
      response.writeHead(307, { Location: location }).end();
    });
    await metrics.close();
    expect(asked).toBe(1);
    expect(rejections).toEqual([]);
  },
);
