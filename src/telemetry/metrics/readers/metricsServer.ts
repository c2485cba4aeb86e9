import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** Where metrics are asked for. */
export interface MetricsAddress {
  readonly host: string;
  readonly port: number;
}

/** Connections at once; Prometheus needs one. */
const mostConnections = 20;

/**
 * Lets Prometheus ask for `GET /metrics`, and nothing else. `answer` ends a response of status 200. Resolves to what ends it.
 *
 * @throws Node's own error if it cannot listen.
 */
export async function startMetricsServer(
  { host, port }: MetricsAddress,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    response.setHeader("Connection", "close");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (request.url?.split("?")[0] !== "/metrics") {
      response.writeHead(404).end();
    } else if (request.method !== "GET") {
      response.writeHead(405, { Allow: "GET" }).end();
    } else {
      answer(request, response);
    }
  });
  server.maxConnections = mostConnections;
  // Else one packet could ask thousands of times, and all of them would be answered before anything else runs.
  server.maxRequestsPerSocket = 1;
  server.listen({ host, port });
  await once(server, "listening");
  return async () => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
}
