import type { RequestHandler } from "express";
import { signedInOf } from "../session/signedIn.js";

/** Lets signed-in people pass and sends everybody else to sign in, and then back to where they wanted to go. */
export const requireAuth: RequestHandler = (request, response, next) => {
  if (signedInOf(request)) {
    next();
    return;
  }
  response.redirect(`/auth/signin?returnTo=${encodeURIComponent(request.originalUrl)}`);
};
