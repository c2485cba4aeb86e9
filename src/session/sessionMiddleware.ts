import type { CookieOptions, RequestHandler } from "express";
import session from "express-session";
import { describeCause } from "../auth/describeCause.js";
import type { Config } from "../config.js";
import type { Log } from "../log.js";
import { storageUnavailable } from "./storageUnavailable.js";

/** The session cookie. With `__Host-` browsers refuse one that another host has set (RFC 6265bis, section 4.1.3.2). */
export function sessionCookie({ secureCookies }: Pick<Config, "secureCookies">): {
  name: string;
  options: CookieOptions & { sameSite: "lax" };
} {
  return {
    name: secureCookies ? "__Host-session" : "session",
    options: { httpOnly: true, sameSite: "lax", secure: secureCookies, path: "/" },
  };
}

/** Sessions by cookie. Someone who is not signed in gets none; where the storage does not answer, the answer is 503. */
export function sessionMiddleware(config: Config, store: session.Store, log: Log): RequestHandler {
  const { name, options } = sessionCookie(config);
  const sessions = session({
    name,
    cookie: options,
    secret: [...config.sessionSecrets],
    store,
    resave: false,
    saveUninitialized: false,
  });
  return (request, response, next) => {
    let passed = false;
    sessions(request, response, (error?: unknown) => {
      if (!passed) {
        passed = true;
        next(error && storageUnavailable(error));
      } else if (response.statusCode < 500) {
        // It comes after the answer, which stands; an answer of 5xx has told the log.
        log.error(`The session could not be kept: ${describeCause(error)}`);
      }
    });
  };
}
