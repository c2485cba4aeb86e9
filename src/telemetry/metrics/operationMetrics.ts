import type { Attributes, Meter } from "@opentelemetry/api";
import { errorTypeOf, serverErrorTypeOf } from "../errorType.js";
import { httpMethodOf, other } from "../httpMethod.js";
import { endOf } from "../listen.js";
import { apiCalls, redisCommands, requests, tenantCalls } from "../operations.js";
import { FewValues, statusLabel } from "./labels.js";
import { timed } from "./timed.js";

/** Seconds, as OpenTelemetry advises for HTTP. */
const httpDurations = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** Seconds, as OpenTelemetry advises for databases. */
const databaseDurations = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];

/** More routes than the app has. */
const mostRoutes = 100;

/** More kinds of errors than a connection has. */
const mostErrors = 30;

/** The commands that the app and its packages send. */
const commands: ReadonlySet<string> = new Set(
  (
    "AUTH CLIENT CLUSTER DEL EVAL EVALSHA EXISTS EXPIRE GET HELLO INFO PING READONLY SCRIPT SELECT SET " +
    "ZADD ZREM ZREVRANGE ZSCORE"
  ).split(" "),
);

interface OperationMetricsOptions {
  /** `http` or `https`, as browsers use it. */
  readonly scheme: string;
  /** The hosts that metrics may name. */
  readonly servers: readonly string[];
}

/** Measures how long requests, calls and commands take. Returns what ends it. */
export function measureOperations(meter: Meter, { scheme, servers }: OperationMetricsOptions): () => void {
  const histogram = (name: string, description: string, explicitBucketBoundaries: number[]) =>
    meter.createHistogram(name, { unit: "s", description, advice: { explicitBucketBoundaries } });
  const server = histogram("http.server.request.duration", "Requests of browsers.", httpDurations);
  const client = histogram("http.client.request.duration", "Calls to the tenant and to APIs.", httpDurations);
  const database = histogram("db.client.operation.duration", "Commands to Redis.", databaseDurations);
  const routes = new FewValues(mostRoutes);
  const errors = new FewValues(mostErrors);
  const hosts = new Set(servers);

  /** Labels that have no value are left out. */
  function http(
    method: string,
    status: number | undefined,
    others: Attributes,
    errorType?: string,
  ): Attributes {
    const code = statusLabel(status);
    return {
      "http.request.method": httpMethodOf(method),
      ...(code !== undefined && { "http.response.status_code": code }),
      ...(errorType !== undefined && { "error.type": errors.label(errorType) }),
      ...others,
    };
  }

  function call(
    name: string,
    {
      method,
      server: host,
      status,
      error,
    }: { method: string; server: string; status?: number | undefined; error?: unknown },
  ): Attributes {
    const others = { "entra.call": name, "server.address": hosts.has(host) ? host : other };
    return http(method, status, others, errorTypeOf({ error, status }));
  }

  return endOf([
    timed(requests, ({ method, route, status }, seconds) => {
      const others = {
        "url.scheme": scheme,
        ...(route !== undefined && { "http.route": routes.label(route) }),
      };
      server.record(seconds, http(method, status, others, serverErrorTypeOf(status)));
    }),
    timed(tenantCalls, (operation, seconds) => client.record(seconds, call(operation.what, operation))),
    timed(apiCalls, (operation, seconds) => client.record(seconds, call("api", operation))),
    timed(redisCommands, ({ command, error }, seconds) => {
      const name = command.toUpperCase();
      database.record(seconds, {
        "db.system.name": "redis",
        "db.operation.name": commands.has(name) ? name : other,
        ...(error !== undefined && { "error.type": errors.label(errorTypeOf({ error }) ?? other) }),
      });
    }),
  ]);
}
