import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { listenUntilTestEnds } from "../network/localServer.js";
import { pointsIn, type ReceivedPoint, type ReceivedSpan, spansIn } from "./otlpMessages.js";

/** A collector of OTLP over HTTP, for traces and metrics. It answers at once, and takes apart what it has got when it is asked. */
export interface Collector {
  readonly url: string;
  /** Everything that was sent, headers too. */
  readonly chunks: readonly Buffer[];
  /** The spans, by the instance that sent them. */
  spans(): ReadonlyMap<string, readonly ReceivedSpan[]>;
  /** What each instance has told of its metrics last. */
  points(): ReadonlyMap<string, readonly ReceivedPoint[]>;
}

/** Starts a collector that stops when the test ends. */
export async function startCollector(): Promise<Collector> {
  const chunks: Buffer[] = [];
  const traces: Buffer[] = [];
  const metrics: Buffer[] = [];
  const places: Readonly<Record<string, Buffer[]>> = {
    "POST /v1/traces application/x-protobuf": traces,
    "POST /v1/metrics application/x-protobuf": metrics,
  };
  const server = createServer(async (request, response) => {
    const { method, url, headers, rawHeaders } = request;
    const place = places[`${method} ${url} ${headers["content-type"]}`];
    const body = await buffer(request);
    chunks.push(Buffer.from(rawHeaders.join("\n")), body);
    place?.push(body);
    response.writeHead(place ? 200 : 404, { "Content-Type": "application/x-protobuf" }).end();
  });
  return {
    url: `http://127.0.0.1:${await listenUntilTestEnds(server)}`,
    chunks,
    spans() {
      const spans = new Map<string, ReceivedSpan[]>();
      for (const sent of traces.flatMap(spansIn)) {
        const instance = instanceOf(sent.resource);
        spans.set(instance, [...(spans.get(instance) ?? []), ...sent.spans]);
      }
      return spans;
    },
    points: () =>
      new Map(metrics.flatMap(pointsIn).map(({ resource, points }) => [instanceOf(resource), points])),
  };
}

function instanceOf(resource: Readonly<Record<string, unknown>>): string {
  return String(resource["service.instance.id"]);
}
