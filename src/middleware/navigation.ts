import type { Request, RequestHandler } from "express";
import createError from "http-errors";

/** By which browsers tell that they load a page ahead (Fetch, section 3.8), by today's name and older ones. */
const prefetchHeaders = ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"];

/**
 * True if a browser goes to the page in a window or tab, as opposed to a script, an image, a frame or a page loaded ahead
 * (Fetch Metadata, sections 2.1 and 2.2). Without Fetch Metadata it is what the client would rather have: HTML, or JSON.
 */
export function isNavigation(request: Request): boolean {
  if (prefetchHeaders.some((name) => request.get(name) !== undefined)) {
    return false;
  }
  const mode = request.get("Sec-Fetch-Mode");
  if (mode === undefined) {
    return request.accepts(["html", "json"]) === "html";
  }
  return mode === "navigate" && ["document", undefined].includes(request.get("Sec-Fetch-Dest"));
}

/** True if a browser opens a page, which another page can stand in for; a form that is sent would lose what it holds. */
export function opensPage(request: Request): boolean {
  return ["GET", "HEAD"].includes(request.method) && isNavigation(request);
}

/** Lets a person's navigations pass, and answers everything else with 401. */
export const navigationOnly: RequestHandler = (request, _response, next) => {
  if (!isNavigation(request)) {
    throw createError(401);
  }
  next();
};
