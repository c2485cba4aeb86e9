import { IncomingMessage } from "node:http";

/**
 * The same request with another body, for a handler that reads it itself: the body of the first one is used up.
 * oidc-provider would take a parsed body too, but warns of it.
 */
export function requestWithBody(request: IncomingMessage, body: string): IncomingMessage {
  const bytes = Buffer.from(body);
  const copy = new IncomingMessage(request.socket);
  Object.assign(copy, {
    method: request.method,
    url: request.url,
    httpVersion: request.httpVersion,
    httpVersionMajor: request.httpVersionMajor,
    httpVersionMinor: request.httpVersionMinor,
    headers: { ...request.headers, "content-length": String(bytes.length) },
    // An incomplete request would end the connection.
    complete: true,
  });
  copy.push(bytes);
  copy.push(null);
  return copy;
}
