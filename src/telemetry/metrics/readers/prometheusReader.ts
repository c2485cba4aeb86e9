import { PrometheusExporter } from "@opentelemetry/exporter-prometheus";
import { type MetricsAddress, startMetricsServer } from "./metricsServer.js";

/** Returns what reads metrics when Prometheus asks, and a function that lets it ask and resolves to what ends it. */
export function createPrometheusReader(address: MetricsAddress) {
  const reader = new PrometheusExporter({ preventServerStart: true, withoutScopeInfo: true });
  return {
    reader,
    serve: () =>
      startMetricsServer(address, (request, response) => reader.getMetricsRequestHandler(request, response)),
  };
}
