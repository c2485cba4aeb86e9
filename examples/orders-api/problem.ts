import type { ErrorRequestHandler, RequestHandler } from "express";
import type { OrdersApiLog } from "./log.js";

/** A fault of a request, answered as Problem Details (RFC 9457). */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(title);
  }
}

/** Ends a route: answers every method that it does not handle (RFC 9110, section 15.5.6). */
export function methodNotAllowed(...allowed: string[]): RequestHandler {
  return () => {
    throw new Problem(405, "Method not allowed", "This address does not take that kind of request.", {
      Allow: allowed.join(", "),
    });
  };
}

/** Ends the app: no route took the request. */
export const notFound: RequestHandler = () => {
  throw new Problem(404, "Not found", "Nothing is at this address.");
};

/** Answers every request that failed. Only faults of the API's own are logged, by their stack. */
export function problemHandler(log: OrdersApiLog): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (error: unknown, _request, response, _next) => {
    const { status, title, detail, headers } = problemOf(error);
    if (status === 500) {
      log.error(`Orders API: ${error instanceof Error ? (error.stack ?? error.name) : "unknown fault"}`);
    }
    response
      .status(status)
      .set(headers)
      .type("application/problem+json")
      .send(JSON.stringify({ type: "about:blank", status, title, detail }));
  };
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) {
    return error;
  }
  // Express throws it for a path that cannot be decoded.
  return error instanceof URIError
    ? new Problem(400, "Bad request", "The address cannot be read.")
    : new Problem(500, "Internal error", "The fault is ours and has been noted.");
}
