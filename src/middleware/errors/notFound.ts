import type { RequestHandler } from "express";
import createError from "http-errors";

/** Ends the app: no route took the request. */
export const notFound: RequestHandler = () => {
  throw createError(404);
};
