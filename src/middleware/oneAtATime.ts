import type { RequestHandler } from "express";

/**
 * Lets the requests of a connection wait for each other (RFC 9112, section 9.3.2). Node.js handles pipelined ones at once,
 * and the response of one that waits never hears that its connection has closed: the file that it sends stays open.
 */
export const oneAtATime: RequestHandler = (_request, response, next) => {
  if (response.socket) {
    next();
    return;
  }
  response.once("socket", () => next());
};
