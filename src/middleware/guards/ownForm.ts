import type { RequestHandler } from "express";
import type { Config } from "../../config/config.js";

/**
 * Lets forms of this app's own pages pass, and sends whoever comes from elsewhere to a page that asks or shows. Browsers tell
 * it by Fetch Metadata (section 2.3), and older ones by `Origin` (RFC 6454, section 7).
 */
export function ownFormOr(page: string, { origin }: Pick<Config, "origin">): RequestHandler {
  return (request, response, next) => {
    const site = request.get("Sec-Fetch-Site");
    const isOwn = site === undefined ? request.get("Origin") === origin : site === "same-origin";
    if (isOwn) {
      next();
    } else {
      // A page of its own: when a script reloads the answer to a form, the form comes again, and then from this app.
      response.redirect(303, page);
    }
  };
}
