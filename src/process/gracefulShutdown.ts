import { once } from "node:events";
import type { Server } from "node:http";
import type { Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/**
 * Returns a function that ends a server and loses no request. Load balancers still send requests until their next health
 * check has failed, so `stopping` is aborted first, and for `drainTime` milliseconds the server goes on. Then it takes no
 * connection any more, finishes what is under way within `limit` milliseconds, and closes all connections.
 */
export function gracefulShutdown(
  server: Server,
  stopping: AbortController,
  limit: number,
): (drainTime: number) => Promise<void> {
  const connections = new BusyConnections();
  // A response that waits behind another on its connection does not hear that the connection has closed.
  server.on("connection", (socket) => socket.once("close", () => connections.forget(socket)));
  server.prependListener("request", ({ socket }, response) => {
    connections.begin(socket);
    response.once("close", () => connections.end(socket));
  });
  return async (drainTime) => {
    stopping.abort();
    await delay(drainTime);
    const closed = once(server, "close");
    server.close();
    await Promise.race([connections.allIdle(), delay(limit, undefined, { ref: false })]);
    server.closeAllConnections();
    await closed;
  };
}

/** The connections on which requests are under way, and how many on each. */
class BusyConnections {
  readonly #requests = new Map<Socket, number>();
  #whenIdle: () => void = () => undefined;

  begin(socket: Socket): void {
    this.#requests.set(socket, (this.#requests.get(socket) ?? 0) + 1);
  }

  end(socket: Socket): void {
    const left = (this.#requests.get(socket) ?? 0) - 1;
    if (left > 0) {
      this.#requests.set(socket, left);
    } else {
      this.forget(socket);
    }
  }

  forget(socket: Socket): void {
    this.#requests.delete(socket);
    if (this.#requests.size === 0) {
      this.#whenIdle();
    }
  }

  /** Waits until no request is under way. */
  allIdle(): Promise<void> {
    return new Promise((resolve) => {
      this.#whenIdle = resolve;
      if (this.#requests.size === 0) {
        resolve();
      }
    });
  }
}
