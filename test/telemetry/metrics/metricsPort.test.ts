import { createServer } from "node:http";
import { describe, expect, onTestFinished, test } from "vitest";
import { listenUntilTestEnds } from "../../support/network/localServer.js";
import { freePort, settingsWithTenant, startServer } from "../../support/process/startServer.js";
import { startOtlpReceiver } from "../../support/telemetry/otlpReceiver.js";

async function start(environment: Record<string, string>) {
  const settings = await settingsWithTenant();
  const server = startServer({ environment: { ...settings, ...environment } });
  onTestFinished(() => server.stop("SIGKILL"));
  await server.printed("http://localhost");
  return { server, url: `http://127.0.0.1:${settings.PORT}` };
}

describe("an app with METRICS_PORT", () => {
  test("answers Prometheus there and nowhere else, and ends in order", async () => {
    const METRICS_PORT = String(await freePort());
    const { server, url } = await start({ METRICS_PORT });
    expect((await fetch(url)).status).toBe(200);
    const metrics = await fetch(`http://127.0.0.1:${METRICS_PORT}/metrics`);
    expect(metrics.headers.get("Content-Type")).toMatch(/^text\/plain/);
    expect(await metrics.text()).toMatch(
      /^http_server_request_duration_count\{http_request_method="GET",http_response_status_code="200",url_scheme="http",http_route="\/"\} 1$/m,
    );
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
    server.stop("SIGTERM");
    expect(await server.ended).toMatchObject({ code: 0, errors: "" });
  });
});

describe("an app with a collector", () => {
  test("sends it what is left when it ends", async () => {
    const collector = await startOtlpReceiver();
    const { server, url } = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    expect((await fetch(url)).status).toBe(200);
    server.stop("SIGTERM");
    expect(await server.ended).toMatchObject({ code: 0, errors: "" });
    expect(collector.metrics).toContain("http.server.request.duration");
  });

  test("ends in order although it does not answer", async () => {
    const port = await listenUntilTestEnds(createServer(() => undefined));
    const { server } = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` });
    server.stop("SIGTERM");
    expect(await server.ended).toMatchObject({ code: 0 });
  });
});
