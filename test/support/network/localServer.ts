import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { onTestFinished } from "vitest";
import { keepAliveTimeout } from "./keepAliveTimeout.js";

/** A server of the test's own on a free port of 127.0.0.1. */
export interface LocalServer {
  readonly url: string;
  /** Method and path of each request so far. */
  readonly requests: readonly string[];
  /** How it answers from now on. */
  answer: RequestListener;
}

/** Starts a server that stops when the test ends. */
export async function startLocalServer(answer: RequestListener): Promise<LocalServer> {
  const requests: string[] = [];
  const server = createServer({ keepAliveTimeout }, (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    local.answer(request, response);
  });
  const local = { url: `http://127.0.0.1:${await listenUntilTestEnds(server)}`, requests, answer };
  return local;
}

/** Lets a server listen on a free port of 127.0.0.1 until the test ends, and gives the port. */
export async function listenUntilTestEnds(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  });
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("The server has no port.");
  }
  return address.port;
}

/** Answers with JSON. */
export function answerJson(body: unknown, status = 200): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  };
}

/** Answers as a proxy in trouble does. */
export const answerHtml: RequestListener = (_request, response) => {
  response
    .writeHead(200, { "Content-Type": "text/html" })
    .end("<!doctype html><title>Not what was asked for</title>");
};

/** Takes requests and never answers. */
export const neverAnswer: RequestListener = () => {};

/** Closes the connection in place of an answer. */
export const hangUp: RequestListener = (request) => {
  request.socket.destroy();
};
