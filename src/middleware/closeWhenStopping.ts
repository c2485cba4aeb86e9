import type { RequestHandler } from "express";

/** Ends connections after the answer when the process is told to end: they are better made anew with another instance. */
export function closeWhenStopping(stopping: AbortSignal): RequestHandler {
  return (_request, response, next) => {
    if (stopping.aborted) {
      response.set("Connection", "close");
    }
    next();
  };
}
