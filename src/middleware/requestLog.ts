import type { Request, RequestHandler, Response } from "express";
import morgan from "morgan";
import type { Log } from "../log.js";

/**
 * One line for each request. Of the URL it takes the path alone: queries carry codes, states and e-mail addresses, and a
 * request may name a whole URL (RFC 9112, section 3.2.2), with a name and a password in it.
 */
export function requestLog(log: Log): RequestHandler {
  morgan.token<Request, Response>("path", ({ originalUrl }) =>
    originalUrl.split("?")[0]?.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, ""),
  );
  return morgan(":method :path :status :response-time ms", {
    stream: { write: (line) => log.info(line.trimEnd()) },
  });
}
