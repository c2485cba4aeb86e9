import type { RequestHandler } from "express";
import createError from "http-errors";

/** Ends a route: answers every method that it does not handle (RFC 9110, section 15.5.6). */
export function methodNotAllowed(...allowed: string[]): RequestHandler {
  return () => {
    throw createError(405, { headers: { Allow: allowed.join(", ") } });
  };
}
