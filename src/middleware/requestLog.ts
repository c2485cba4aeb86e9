import type { RequestHandler } from "express";
import morgan from "morgan";
import type { Log } from "../log.js";

/** One line for each request. Of the URL it takes the path alone: queries carry codes, states and e-mail addresses. */
export function requestLog(log: Log): RequestHandler {
  morgan.token("path", (request) => (request as { originalUrl?: string }).originalUrl?.split("?")[0]);
  return morgan(":method :path :status :response-time ms", {
    stream: { write: (line) => log.info(line.trimEnd()) },
  });
}
