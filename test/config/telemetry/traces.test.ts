import { describe, expect, test } from "vitest";
import { loadConfig } from "../../../src/config/loadConfig.js";
import { faultsOf, productionEnvironment } from "../../support/app/environments.js";

const endpoint = "https://collector.example.com:4318";
const insights =
  "InstrumentationKey=00000000-1111-4222-8333-444444444444;IngestionEndpoint=https://westeurope-0.in.applicationinsights.azure.com/;LiveEndpoint=https://westeurope.livediagnostics.monitor.azure.com/;ApplicationId=00000000-1111-4222-8333-555555555555";

function configOf(settings: Readonly<Record<string, string>>) {
  return loadConfig({ ...productionEnvironment, ...settings });
}

describe("the settings of telemetry", () => {
  test("ask for nothing unless a receiver is configured", () => {
    expect(configOf({ OTEL_TRACES_SAMPLER: "always_on" }).telemetry.traces).toBeUndefined();
  });

  test.each([endpoint, `${endpoint}/`])("name the collector of OTLP by %s", (OTEL_EXPORTER_OTLP_ENDPOINT) => {
    expect(configOf({ OTEL_EXPORTER_OTLP_ENDPOINT }).telemetry.traces).toMatchObject({
      otlpUrl: `${endpoint}/v1/traces`,
      applicationInsights: undefined,
      serviceName: "entra-external-id-express-app",
      samplingRatio: 1,
    });
  });

  test("take the connection string of Application Insights as Azure writes it", () => {
    const { traces } = configOf({ APPLICATIONINSIGHTS_CONNECTION_STRING: insights }).telemetry;
    expect(traces).toMatchObject({ otlpUrl: undefined, applicationInsights: insights });
  });

  test.each([
    ["always_on", 1],
    ["always_off", undefined],
    ["traceidratio", 0.05],
    ["parentbased_always_on", 1],
    ["parentbased_always_off", undefined],
    ["parentbased_traceidratio", 0.05],
  ])("sample as OpenTelemetry says: %s", (OTEL_TRACES_SAMPLER, samplingRatio) => {
    const settings = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER };
    const { telemetry, warnings } = configOf({ ...settings, OTEL_TRACES_SAMPLER_ARG: "0.05" });
    expect(telemetry.traces?.samplingRatio).toBe(samplingRatio);
    expect(warnings).toEqual(
      OTEL_TRACES_SAMPLER.endsWith("ratio")
        ? []
        : ["OTEL_TRACES_SAMPLER_ARG is of no use unless OTEL_TRACES_SAMPLER is one of a ratio."],
    );
  });

  test("let spans name the hosts that are configured, and no other", () => {
    const { telemetry } = configOf({
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      REDIS_URL: "rediss://user:secret-password@cache.example.com:6380",
    });
    expect(telemetry.traces?.servers).toEqual([
      new URL(configOf({}).authority).hostname,
      "graph.microsoft.com",
      "cache.example.com",
    ]);
  });

  test.each([
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4318"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "grpc://collector.example.com:4317"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "https://user:secret@collector.example.com"],
    ["OTEL_EXPORTER_OTLP_ENDPOINT", "https://collector.example.com/?key=secret"],
    ["APPLICATIONINSIGHTS_CONNECTION_STRING", "secret"],
    [
      "APPLICATIONINSIGHTS_CONNECTION_STRING",
      "InstrumentationKey=secret;IngestionEndpoint=https://a.example/",
    ],
    ["APPLICATIONINSIGHTS_CONNECTION_STRING", insights.replace(/;.*/, "")],
    ["APPLICATIONINSIGHTS_CONNECTION_STRING", insights.replace("https:", "http:")],
    ["OTEL_TRACES_SAMPLER", "xray"],
    ["OTEL_TRACES_SAMPLER_ARG", "5"],
    ["OTEL_TRACES_SAMPLER_ARG", "5%"],
    ["OTEL_SERVICE_NAME", "two words"],
  ])("refuse %s=%s, and repeat no value", (name, value) => {
    const faults = faultsOf({ [name]: value }).filter((fault) => fault.startsWith(`${name} `));
    expect(faults).toHaveLength(1);
    expect(faults.join()).not.toMatch(/secret|00000000-1111/);
  });
});
