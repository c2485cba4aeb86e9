import path from "node:path";
import protobuf from "protobufjs";
import * as z from "zod";

const root = protobuf.loadSync(path.join(import.meta.dirname, "otlp.proto"));
const tracesRequest = root.lookupType("ExportTraceServiceRequest");
const metricsRequest = root.lookupType("ExportMetricsServiceRequest");

const id = z.string().transform((base64) => Buffer.from(base64, "base64").toString("hex"));
const attributes = z
  .array(
    z.object({
      key: z.string(),
      value: z
        .object({ stringValue: z.string().optional(), intValue: z.coerce.number().optional() })
        .strict(),
    }),
  )
  .default([])
  .transform((list) =>
    Object.fromEntries(list.map(({ key, value }) => [key, value.stringValue ?? value.intValue])),
  );
const resource = z.object({ attributes });

const span = z.strictObject({
  traceId: id,
  spanId: id,
  parentSpanId: id.optional(),
  name: z.string(),
  kind: z.enum({ server: 2, client: 3 }),
  attributes,
  status: z.strictObject({ code: z.number().optional() }),
});
const traces = z.object({
  resourceSpans: z.array(z.object({ resource, scopeSpans: z.array(z.object({ spans: z.array(span) })) })),
});

/** Each export tells all since the process began, and not what came since the export before. */
const cumulative = z.literal(2);
const points = z
  .array(
    z.object({
      attributes,
      count: z.number().optional(),
      asDouble: z.number().optional(),
      asInt: z.number().optional(),
    }),
  )
  .default([])
  .transform((list) =>
    list.map(({ attributes, count, asDouble, asInt }) => ({ attributes, value: count ?? asDouble ?? asInt })),
  );
const metric = z
  .object({
    name: z.string(),
    gauge: z.object({ dataPoints: points }).optional(),
    sum: z.object({ dataPoints: points, aggregationTemporality: cumulative }).optional(),
    histogram: z.object({ dataPoints: points, aggregationTemporality: cumulative }).optional(),
  })
  .transform(({ name, gauge, sum, histogram }) => ({
    name,
    points: (gauge ?? sum ?? histogram)?.dataPoints ?? [],
  }));
const metrics = z.object({
  resourceMetrics: z.array(
    z.object({ resource, scopeMetrics: z.array(z.object({ metrics: z.array(metric) })) }),
  ),
});

/** A span as a receiver sees it: no state, no events, no links and no words about its status. */
export type ReceivedSpan = z.output<typeof span>;

/** A number of a counter or a gauge, or how many values a histogram has. */
export interface ReceivedPoint {
  readonly name: string;
  readonly attributes: Attributes;
  readonly value: number | undefined;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Takes the body of a request to `/v1/traces` apart: spans, with what sent them. */
export function spansIn(body: Buffer): { resource: Attributes; spans: ReceivedSpan[] }[] {
  return traces.parse(decode(tracesRequest, body)).resourceSpans.map(({ resource, scopeSpans }) => ({
    resource: resource.attributes,
    spans: scopeSpans.flatMap(({ spans }) => spans),
  }));
}

/** Takes the body of a request to `/v1/metrics` apart: points, with what sent them. */
export function pointsIn(body: Buffer): { resource: Attributes; points: ReceivedPoint[] }[] {
  return metrics.parse(decode(metricsRequest, body)).resourceMetrics.map(({ resource, scopeMetrics }) => ({
    resource: resource.attributes,
    points: scopeMetrics.flatMap(({ metrics }) =>
      metrics.flatMap(({ name, points }) => points.map((point) => ({ name, ...point }))),
    ),
  }));
}

function decode(type: protobuf.Type, body: Buffer): unknown {
  return type.toObject(type.decode(body), { bytes: String, longs: Number });
}
