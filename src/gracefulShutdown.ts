import { once } from "node:events";
import type { Server, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";

/**
 * Gives a function that ends a server and loses no request. Load balancers still send requests until their next health
 * check has failed, so `stopping` is aborted first, and for `drainTime` milliseconds the server goes on. Then it takes no
 * connection any more, finishes what is under way within `limit` milliseconds, and closes all connections.
 */
export function gracefulShutdown(
  server: Server,
  stopping: AbortController,
  limit: number,
): (drainTime: number) => Promise<void> {
  const underWay = new Set<ServerResponse>();
  server.prependListener("request", (_request, response) => {
    underWay.add(response);
    response.once("close", () => underWay.delete(response));
  });
  return async (drainTime) => {
    stopping.abort();
    await delay(drainTime);
    const closed = once(server, "close");
    server.close();
    await Promise.race([allClosed(underWay), delay(limit, undefined, { ref: false })]);
    server.closeAllConnections();
    await closed;
  };
}

async function allClosed(responses: ReadonlySet<ServerResponse>): Promise<void> {
  while (responses.size > 0) {
    await Promise.all([...responses].map((response) => once(response, "close")));
  }
}
