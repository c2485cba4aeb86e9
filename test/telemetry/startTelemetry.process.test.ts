import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { eventsIn } from "../support/process/jsonLog.js";
import { builtProgram, runBefore, settingsWithTenant, startServer } from "../support/process/startServer.js";
import { startOtlpReceiver } from "../support/telemetry/otlpReceiver.js";
import { visitorOf } from "../support/visitors/signInByHttp.js";

/** Writes down each script that V8 has read, when the process ends. */
const tellScripts = `
  import { Session } from "node:inspector";
  const urls = [];
  const session = new Session();
  session.connect();
  session.on("Debugger.scriptParsed", ({ params }) => urls.push(params.url));
  session.post("Debugger.enable");
  process.on("exit", () => process.stderr.write(JSON.stringify(urls)));
`;

const urlsOf = z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text)));
const sourceMap = z.object({ sources: z.array(z.string()) });

/** The packages of which these scripts are made. */
function packagesIn(urls: readonly string[]): Set<string> {
  const files = urls.filter((url) => url.startsWith("file:")).map((url) => fileURLToPath(url));
  const sources = files.flatMap((file) =>
    existsSync(`${file}.map`)
      ? sourceMap.parse(JSON.parse(readFileSync(`${file}.map`, "utf8"))).sources
      : [file],
  );
  return new Set(sources.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []));
}

/** Starts the app as it is built, asks for a sign-in whose tenant cannot be reached, and ends it. */
async function startedAndEnded(environment: Readonly<Record<string, string>>) {
  const settings = await settingsWithTenant();
  const server = startServer({
    program: [...runBefore(tellScripts), builtProgram("server")],
    environment: { ...settings, LOG_FORMAT: "json", ...environment },
  });
  onTestFinished(() => server.stop("SIGKILL"));
  await server.printed("The app has started");
  await visitorOf({ url: `http://localhost:${settings.PORT}` })
    .get("/auth/signin")
    .expect(503);
  await server.printed("GET /auth/signin");
  server.stop("SIGTERM");
  const { code, output, errors } = await server.ended;
  return { code, events: eventsIn(output), packages: packagesIn(urlsOf.parse(errors)) };
}

test("the process loads nothing of OpenTelemetry unless a receiver is configured", async () => {
  const { code, packages, events } = await startedAndEnded({ OTEL_TRACES_SAMPLER: "always_on" });
  expect(code).toBe(0);
  expect(packages).toContain("express");
  expect([...packages].filter((name) => /opentelemetry/.test(name))).toEqual([]);
  expect(events.filter(({ trace_id }) => trace_id !== undefined)).toEqual([]);
});

test("the process sends its traces and metrics before it ends, both from one instance, and its log names the traces", async () => {
  const receiver = await startOtlpReceiver();
  const { code, packages, events } = await startedAndEnded({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
  expect(code).toBe(0);
  expect(packages).toContain("@opentelemetry/sdk-trace");
  const instance = z.string().parse(receiver.resources[0]?.["service.instance.id"]);
  expect(receiver.metrics).toContain(instance);
  const request = receiver.spans.find(({ name }) => name === "GET /auth/signin");
  const named = events.filter(({ trace_id }) => trace_id !== undefined);
  expect(named.map(({ message, trace_id, span_id }) => ({ message, trace_id, span_id }))).toEqual([
    {
      message: expect.stringMatching(/^Sign-in failed: /),
      trace_id: request?.traceId,
      span_id: request?.spanId,
    },
    {
      message: expect.stringMatching(/^GET \/auth\/signin 503 /),
      trace_id: request?.traceId,
      span_id: request?.spanId,
    },
  ]);
});

test("the process says what is missing if it cannot load the exporter of Azure Monitor", async () => {
  const withoutPackage = `
    import { register } from "node:module";
    register("data:text/javascript," + encodeURIComponent(\`
      export async function resolve(specifier, context, next) {
        if (specifier === "@azure/monitor-opentelemetry-exporter") {
          throw Object.assign(new Error("missing"), { code: "ERR_MODULE_NOT_FOUND" });
        }
        return next(specifier, context);
      }
    \`));
  `;
  const key = "00000000-1111-4222-8333-444444444444";
  const server = startServer({
    program: [...runBefore(withoutPackage), builtProgram("server")],
    environment: {
      ...(await settingsWithTenant()),
      APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=${key};IngestionEndpoint=https://localhost:1/`,
    },
  });
  onTestFinished(() => server.stop("SIGKILL"));
  const { code, errors } = await server.ended;
  expect(code).toBe(1);
  expect(errors).toContain("needs the package @azure/monitor-opentelemetry-exporter, which is missing");
  expect(errors).not.toContain(key);
});
