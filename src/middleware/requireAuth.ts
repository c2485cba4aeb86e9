import type { RequestHandler } from "express";
import createError from "http-errors";
import { signedInOf } from "../session/signedIn.js";

/**
 * Lets signed-in people pass and sends everybody else to sign in, and then back to where they wanted to go. What a form
 * holds would be lost on that way, so a form is answered with 401.
 */
export const requireAuth: RequestHandler = (request, response, next) => {
  if (signedInOf(request)) {
    next();
    return;
  }
  if (!["GET", "HEAD"].includes(request.method)) {
    throw createError(401);
  }
  response.redirect(`/auth/signin?returnTo=${encodeURIComponent(request.originalUrl)}`);
};
