import { describe, expect, test } from "vitest";
import { loadConfig } from "../../../src/config/loadConfig.js";
import { faultsOf, productionEnvironment, tenantEnvironment } from "../../support/app/environments.js";

describe("metrics", () => {
  test("are none if nobody is to get them", () => {
    expect(loadConfig(productionEnvironment).telemetry.metrics).toBeUndefined();
  });

  test("are for Prometheus alone with METRICS_PORT alone, on this machine", () => {
    const { metrics, traces } = loadConfig({ ...productionEnvironment, METRICS_PORT: "9464" }).telemetry;
    expect(traces).toBeUndefined();
    expect(metrics).toMatchObject({
      served: { host: "127.0.0.1", port: 9464 },
      otlpUrl: undefined,
      scheme: "https",
      servers: expect.arrayContaining(["contoso.ciamlogin.com"]),
    });
  });

  test("are for others where METRICS_HOST says so", () => {
    const set = { METRICS_PORT: "9464", METRICS_HOST: "0.0.0.0" };
    expect(loadConfig({ ...tenantEnvironment, ...set }).telemetry.metrics?.served).toEqual({
      host: "0.0.0.0",
      port: 9464,
    });
    expect(loadConfig({ ...tenantEnvironment, METRICS_HOST: "0.0.0.0" }).warnings).toContain(
      "METRICS_HOST is of no use without METRICS_PORT.",
    );
  });

  test("go to the collector of traces, once a minute or as OTEL_METRIC_EXPORT_INTERVAL says", () => {
    const set = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318/" };
    expect(loadConfig({ ...tenantEnvironment, ...set }).telemetry.metrics).toMatchObject({
      served: undefined,
      otlpUrl: "http://localhost:4318/v1/metrics",
      interval: 60_000,
    });
    const often = { ...set, OTEL_METRIC_EXPORT_INTERVAL: "5000" };
    expect(loadConfig({ ...tenantEnvironment, ...often }).telemetry.metrics?.interval).toBe(5_000);
  });
});

describe("METRICS_PORT", () => {
  const taken = expect.stringMatching(/^METRICS_PORT must not be the PORT of the app/);

  test("is not the port of the app, of its emulator or of its orders API", () => {
    expect(faultsOf({ ...tenantEnvironment, PORT: "4000", METRICS_PORT: "4000" })).toEqual([taken]);
    expect(faultsOf({ METRICS_PORT: "3001" })).toEqual([taken]);
    expect(faultsOf({ METRICS_PORT: "3002" })).toEqual([taken]);
    expect(faultsOf({ ...tenantEnvironment, METRICS_PORT: "3001" })).toEqual([]);
  });

  test.each(["0", "65536", "/run/app/metrics.sock", "many"])("is not %s", (METRICS_PORT) => {
    expect(faultsOf({ ...tenantEnvironment, METRICS_PORT })).toEqual([
      expect.stringMatching(/^METRICS_PORT must be a whole number from 1 to 65535/),
    ]);
  });
});
