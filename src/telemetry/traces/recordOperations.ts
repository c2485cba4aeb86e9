import { SpanKind } from "@opentelemetry/api";
import { errorTypeOf, serverErrorTypeOf } from "../errorType.js";
import { httpMethodOf, other } from "../httpMethod.js";
import { endOf } from "../listen.js";
import { apiCalls, redisCommands, requests, tenantCalls } from "../operations.js";
import type { SpanRecorder } from "./spanRecorder.js";

/**
 * Makes spans of requests and of what the app does for them. Returns a function that ends it.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/
 * @see https://opentelemetry.io/docs/specs/semconv/db/redis/
 */
export function recordOperations(recorder: SpanRecorder): () => void {
  return endOf([
    recorder.record(requests, {
      kind: SpanKind.SERVER,
      belongs: "never",
      attributes: ({ method, route, status, correlationId }) => ({
        "http.request.method": httpMethodOf(method),
        "http.route": route,
        "http.response.status_code": status,
        "error.type": serverErrorTypeOf(status),
        "entra.correlation_id": correlationId,
      }),
      name: ({ "http.request.method": method, "http.route": route }) =>
        [method === other ? "HTTP" : method, route].filter(Boolean).join(" "),
    }),
    recorder.record(tenantCalls, {
      kind: SpanKind.CLIENT,
      belongs: "maybe",
      attributes: ({ what, method, server, correlationId, status, resends, aadsts, error }) => ({
        "entra.call": what,
        "http.request.method": method,
        "server.address": server,
        "entra.correlation_id": correlationId,
        "http.response.status_code": status,
        "http.request.resend_count": resends || undefined,
        "entra.aadsts": aadsts,
        "error.type": errorTypeOf({ error, status, aadsts }),
      }),
      name: ({ "http.request.method": method, "entra.call": call }) => `${method} ${call}`,
    }),
    recorder.record(redisCommands, {
      kind: SpanKind.CLIENT,
      belongs: "always",
      attributes: ({ command, serverAddress, error }) => ({
        "db.system.name": "redis",
        "db.operation.name": command.toUpperCase(),
        "server.address": serverAddress,
        "error.type": errorTypeOf({ error }),
      }),
      name: ({ "db.operation.name": operation = "redis" }) => operation,
    }),
    recorder.record(apiCalls, {
      kind: SpanKind.CLIENT,
      belongs: "always",
      attributes: ({ method, server, status, error }) => ({
        "http.request.method": method,
        "server.address": server,
        "http.response.status_code": status,
        "error.type": errorTypeOf({ error, status }),
      }),
      name: ({ "http.request.method": method = "HTTP" }) => method,
      begin(operation, { traceId, spanId, traceFlags }) {
        operation.traceparent = `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
      },
    }),
  ]);
}
