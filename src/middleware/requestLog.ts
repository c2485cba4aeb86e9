import type { Request, RequestHandler, Response } from "express";
import morgan from "morgan";
import type { Log } from "../log/log.js";
import { type RequestOperation, requests } from "../telemetry/operations.js";

/**
 * One line for each request, when its answer is sent or its connection has gone; whoever listens on the channel of requests
 * is told of it too. In place of the URL it names the route
 * that took the request, as the code has it: what was typed can hold codes, e-mail addresses and passwords, in a path too.
 * A middleware that answers without a route puts its name into `response.locals.route`, and whoever knows the correlation id
 * puts it into `response.locals.correlationId`.
 */
export function requestLog(log: Log): RequestHandler {
  // Morgan's own middleware costs a tenth of a page's CPU time, for addresses and times that no line has.
  const words = morgan.compile<Request, Response>(":method :route :status");
  const tokens = {
    method: ({ method }: Request) => method,
    route: (request: Request, response: Response) => routeOf(request, response) ?? "no route",
    status: (_request: Request, response: Response) => statusOf(response)?.toString(),
  };
  return (request, response, next) => {
    const start = performance.now();
    const operation: RequestOperation = { method: request.method };
    response.once("close", () => {
      const duration = Math.round((performance.now() - start) * 1_000) / 1_000;
      operation.route = routeOf(request, response);
      operation.status = statusOf(response);
      operation.correlationId = response.locals.correlationId;
      requests.asyncEnd.runStores(operation, () => {
        log.info(`${words(tokens, request, response)} ${duration.toFixed(3)} ms`, {
          "http.request.method": request.method,
          "http.route": operation.route,
          "http.response.status_code": operation.status,
          duration_ms: duration,
          correlation_id: operation.correlationId,
        });
      });
    });
    requests.start.runStores(operation, () => next());
  };
}

function routeOf(request: Request, { locals }: Response): string | undefined {
  const { route, baseUrl } = request;
  if (!route) {
    return locals.route;
  }
  const path = String(route.path);
  // A path may be typed in capitals.
  const full = (baseUrl || mountOf(request, path)).toLowerCase() + path;
  return full.length > 1 && full.endsWith("/") ? full.slice(0, -1) : full;
}

/** What stands in front of a route in the path of a request that it took, as `/auth` does of `/redirect`. */
const mount = /^(?:\/[a-z][a-z-]{0,31})+$/i;

/**
 * Where the router of a route is mounted. Express forgets it when the request fails; then it is what the path has before the
 * segments of the route. A wildcard may stand for any number of them.
 */
function mountOf({ originalUrl }: Request, path: string): string {
  if (originalUrl === path || /[*{]/.test(path)) {
    return "";
  }
  // A request may name a whole URL (RFC 9112, section 3.2.2), with a name and a password in it.
  const [requested = ""] = originalUrl.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, "").split("?");
  const segments = requested.replace(/\/$/, "").split("/");
  const ofRoute = path === "/" ? 0 : path.split("/").length - 1;
  const before = segments.slice(0, segments.length - ofRoute).join("/");
  return mount.test(before) ? before : "";
}

/** Undefined if the connection has gone before the answer began. */
function statusOf({ headersSent, statusCode }: Response): number | undefined {
  return headersSent ? statusCode : undefined;
}
