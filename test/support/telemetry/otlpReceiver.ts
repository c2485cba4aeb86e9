import { createServer, type RequestListener } from "node:http";
import { buffer } from "node:stream/consumers";
import { listenUntilTestEnds } from "../network/localServer.js";
import { type ReceivedSpan, spansIn } from "./otlpMessages.js";

/** A receiver of OTLP over HTTP, which takes protobuf apart by the schema of OpenTelemetry. */
export interface OtlpReceiver {
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  readonly resources: readonly Readonly<Record<string, unknown>>[];
  /** Everything that was sent, byte for byte: requests with their paths, headers and bodies. */
  readonly bytes: Buffer;
  /** The bodies of what came for `/v1/metrics`, each character a byte. */
  readonly metrics: string;
  /** Requests so far. */
  readonly requests: number;
  /** Answers in place of the receiver's own; what comes is then not looked at. */
  answer: RequestListener | undefined;
}

/** Starts a receiver that stops when the test ends. */
export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const chunks: Buffer[] = [];
  const metrics: Buffer[] = [];
  const spans: ReceivedSpan[] = [];
  const resources: Readonly<Record<string, unknown>>[] = [];
  let requests = 0;
  const receiver = {
    url: "",
    spans,
    resources,
    answer: undefined as RequestListener | undefined,
    get bytes() {
      return Buffer.concat(chunks);
    },
    get metrics() {
      return Buffer.concat(metrics).toString("latin1");
    },
    get requests() {
      return requests;
    },
  };
  const server = createServer(async (incoming, response) => {
    requests += 1;
    if (receiver.answer) {
      receiver.answer(incoming, response);
      return;
    }
    const body = await buffer(incoming);
    const head = [`${incoming.method} ${incoming.url}`, ...incoming.rawHeaders, ""].join("\n");
    chunks.push(Buffer.from(head), body);
    if (incoming.method !== "POST" || incoming.headers["content-type"] !== "application/x-protobuf") {
      response.writeHead(400).end();
      return;
    }
    switch (incoming.url) {
      case "/v1/traces":
        for (const sent of spansIn(body)) {
          resources.push(sent.resource);
          spans.push(...sent.spans);
        }
        break;
      case "/v1/metrics":
        metrics.push(body);
        break;
      default:
        response.writeHead(404).end();
        return;
    }
    response.writeHead(200, { "Content-Type": "application/x-protobuf" }).end();
  });
  receiver.url = `http://127.0.0.1:${await listenUntilTestEnds(server)}`;
  return receiver;
}
