import type { Socket } from "node:net";
import type { RequestHandler } from "express";

/** Requests that may wait behind another on their connection; browsers and proxies send none ahead. */
const mostWaiting = 10;

/**
 * Lets the requests of a connection wait for each other (RFC 9112, section 9.3.2). Node.js handles pipelined ones at once,
 * and the response of one that waits never hears that its connection has closed: the file that it sends stays open. A
 * connection on which more than ten wait is closed, since each costs memory for as long as the first takes.
 */
export function oneAtATime(): RequestHandler {
  const waiting = new WeakMap<Socket, number>();
  return ({ socket }, response, next) => {
    if (response.socket) {
      next();
      return;
    }
    const before = waiting.get(socket) ?? 0;
    // What has come with the same packet is still handed over when the connection has been closed.
    if (before === mostWaiting || socket.destroyed) {
      socket.destroy();
      return;
    }
    waiting.set(socket, before + 1);
    response.once("socket", () => {
      waiting.set(socket, (waiting.get(socket) ?? 1) - 1);
      next();
    });
  };
}
