import type { Request, RequestHandler } from "express";

/**
 * Refuses what the page of another origin has a browser send, to the emulator's steering and to what it shows (Fetch Metadata
 * Request Headers, section 2). Links from other sites to its pages are good: their answers can be read by nobody but the
 * person.
 */
export const refuseOtherOrigins: RequestHandler = (request, response, next) => {
  const site = request.get("Sec-Fetch-Site");
  const origin = request.get("Origin");
  const isFollowed = request.method === "GET" && request.get("Sec-Fetch-Mode") === "navigate";
  const isFromElsewhere = site !== undefined && !["same-origin", "none"].includes(site);
  if ((origin === undefined || origin === ownOrigin(request)) && (!isFromElsewhere || isFollowed)) {
    next();
    return;
  }
  response.status(403).json({ error: "A page of another origin neither reads nor steers the emulator." });
};

/** Refuses a form that no page of the emulator's own has sent. Browsers say where each form comes from. */
export const requireOwnPage: RequestHandler = (request, response, next) => {
  if (request.get("Origin") === ownOrigin(request)) {
    next();
    return;
  }
  response
    .status(403)
    .json({ error: "This form is for the emulator's own page. Programs use /emulator/api." });
};

/** Refuses bodies that a page could send to another origin without asking first (Fetch, section 2.2.2). */
export const requireJson: RequestHandler = (request, response, next) => {
  const isJson = /^application\/json\s*(?:;|$)/i.test(request.get("Content-Type") ?? "");
  if (["GET", "HEAD", "DELETE"].includes(request.method) || isJson) {
    next();
    return;
  }
  response.status(415).json({ error: "The content type must be application/json, for an empty body too." });
};

function ownOrigin(request: Request): string {
  return `${request.protocol}://${request.get("host")}`;
}
