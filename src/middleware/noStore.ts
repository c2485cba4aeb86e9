import type { RequestHandler } from "express";

/**
 * Keeps pages out of every cache, so that Back after sign-out shows nothing (RFC 9111, section 5.2.2.5). What browsers keep
 * in memory nevertheless, `public/scripts/notFromMemory.js` asks for anew.
 */
export const noStore: RequestHandler = (_request, response, next) => {
  response.set("Cache-Control", "no-store");
  next();
};
