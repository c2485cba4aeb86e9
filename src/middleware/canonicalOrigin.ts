import type { Request, RequestHandler } from "express";
import createError from "http-errors";
import type { Config } from "../config/config.js";
import { LoggableError } from "../log/loggableError.js";

const marker = "moved";

/**
 * Moves people who opened the app under another name (127.0.0.1, a machine's name) to the origin of the redirect URI.
 * The tenant sends them back there, and cookies of another origin would not be.
 */
export function canonicalOrigin({ origin, secureCookies }: Config): RequestHandler {
  return (request, response, next) => {
    if (isAt(origin, request)) {
      next();
    } else if (!URL.canParse(request.originalUrl, origin)) {
      throw createError(400);
    } else if (request.query[marker] === undefined) {
      // A request may name a whole URL (RFC 9112, section 3.2.2): of it only the path and the query are taken.
      const { pathname, search } = new URL(request.originalUrl, origin);
      const url = new URL(origin);
      url.pathname = pathname;
      url.search = search;
      url.searchParams.set(marker, "1");
      response.redirect(url.href);
    } else if (secureCookies && !request.secure) {
      throw createError(
        500,
        new LoggableError("The request came by http: although REDIRECT_URI is https:. Set TRUST_PROXY."),
      );
    } else {
      // A proxy in front rewrites Host, so what looks like another name here is the right one in the browser.
      next();
    }
  };
}

function isAt(origin: string, request: Request): boolean {
  const own = `${request.protocol}://${request.host}`;
  return URL.canParse(own) && new URL(own).origin === origin;
}
