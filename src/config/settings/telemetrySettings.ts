import * as z from "zod";
import { connectionString } from "../schemas/connectionString.js";
import { host, port } from "../schemas/listenAddress.js";
import { plainUrl } from "../schemas/urls.js";
import { wholeNumber } from "../schemas/wholeNumber.js";
import type { SettingsByName } from "./setting.js";

const samplers = [
  "always_on",
  "always_off",
  "traceidratio",
  "parentbased_always_on",
  "parentbased_always_off",
  "parentbased_traceidratio",
] as const;

/** What the app tells of its work, by OpenTelemetry's names. */
export const telemetrySettings = {
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    description:
      "The collector to which traces and metrics are sent by OTLP over HTTP (protobuf): its address, without `/v1/traces`. See [telemetry](telemetry.md).",
    schema: plainUrl,
    example: "http://localhost:4318",
    whenUnset: "nothing is sent there",
  },
  APPLICATIONINSIGHTS_CONNECTION_STRING: {
    description:
      "The Application Insights to which traces and metrics are sent: its connection string, as the Azure portal shows it. It needs the optional package `@azure/monitor-opentelemetry-exporter`.",
    schema: connectionString,
    example:
      "InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://westeurope-0.in.applicationinsights.azure.com/",
    whenUnset: "nothing is sent there",
    freeText: "password",
  },
  OTEL_SERVICE_NAME: {
    description: "The name of the app in traces and metrics.",
    schema: z.string().regex(/^[\w.-]{1,64}$/, "must be 1 to 64 letters, digits and . - _"),
    example: "customer-web",
    default: "entra-external-id-express-app",
  },
  OTEL_TRACES_SAMPLER: {
    description: "Which requests are traced: `parentbased_traceidratio` for a part of them.",
    schema: z.enum(samplers, `must be one of ${samplers.join(", ")}`),
    example: "parentbased_traceidratio",
    default: "parentbased_always_on",
  },
  OTEL_TRACES_SAMPLER_ARG: {
    description:
      "The part of the requests that is traced, from `0` to `1`, if the sampler is one of a ratio.",
    schema: z
      .string()
      .regex(/^(?:0?\.\d{1,9}|0|1|1\.0|0\.0)$/, "must be a number from 0 to 1")
      .transform(Number),
    example: "0.05",
    default: 1,
  },
  OTEL_METRIC_EXPORT_INTERVAL: {
    description: "Milliseconds between two exports of metrics.",
    schema: wholeNumber({ least: 1_000, most: 3_600_000, unit: "of milliseconds" }),
    example: "60000",
    default: 60_000,
  },
  METRICS_PORT: {
    description:
      "The port on which Prometheus asks for `GET /metrics`. Keep it inside: whoever reaches it needs no sign-in.",
    schema: port,
    example: "9464",
    whenUnset: "no such port",
  },
  METRICS_HOST: {
    description:
      "The address on which `METRICS_PORT` listens. In a container `0.0.0.0`, if Prometheus asks from outside it.",
    schema: host,
    example: "0.0.0.0",
    default: "127.0.0.1",
  },
} as const satisfies SettingsByName;
