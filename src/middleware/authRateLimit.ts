import type { RequestHandler } from "express";
import { rateLimit } from "express-rate-limit";
import createError from "http-errors";
import type { Config } from "../config.js";

/** Limits how often one address may ask for what costs the app and the tenant most (RFC 6585, section 4). */
export function authRateLimit({ authRateLimit: limit }: Config): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    skip: () => limit === 0,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    // Its checks of proxy settings print to the console, once for whoever sends an X-Forwarded-For.
    validate: false,
    handler: (_request, _response, next) => next(createError(429)),
  });
}
