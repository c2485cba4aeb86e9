import type { RequestHandler } from "express";
import createError from "http-errors";
import { safeReturnTo } from "../../auth/returnTo.js";
import { signedInOf } from "../../session/signedIn.js";
import { opensPage } from "../navigation.js";

/**
 * Lets signed-in people pass. Who opens the page signed out is sent to sign in, and then back. Anything else is answered with
 * 401: what a form holds would be lost on that way, and a script cannot sign a person in.
 */
export const requireAuth: RequestHandler = (request, response, next) => {
  if (signedInOf(request)) {
    next();
    return;
  }
  if (!opensPage(request)) {
    throw createError(401);
  }
  // What could not be returned to would only make the address long.
  response.redirect(`/auth/signin?returnTo=${encodeURIComponent(safeReturnTo(request.originalUrl))}`);
};
