import type { CookieOptions, Request, RequestHandler } from "express";
import session from "express-session";
import createError from "http-errors";
import type { Config } from "../config/config.js";
import { describeCause } from "../log/describeCause.js";
import type { Log } from "../log/log.js";
import { LoggableError } from "../log/loggableError.js";
import { cookieName } from "./cookie/cookieName.js";
import { InstanceMark } from "./instanceMark.js";
import { signedInOf } from "./signedIn.js";
import type { Storage } from "./storage.js";
import { storageUnavailable } from "./storageUnavailable.js";

/** The session cookie. */
export function sessionCookie(config: Pick<Config, "origin" | "secureCookies">): {
  name: string;
  options: CookieOptions & { sameSite: "lax" };
} {
  return {
    name: cookieName("session", config),
    options: { httpOnly: true, sameSite: "lax", secure: config.secureCookies, path: "/" },
  };
}

/**
 * Sessions by cookie. Someone who is not signed in gets none. If the storage does not answer, the request fails with 503. If
 * another instance has just signed the person in, and keeps that to itself, it fails with AuthError `session_elsewhere`.
 */
export function sessionMiddleware(
  config: Config,
  { sessions: store, instance }: Pick<Storage, "sessions" | "instance">,
  log: Log,
): RequestHandler {
  const { name, options } = sessionCookie(config);
  const sessions = session({
    name,
    cookie: options,
    secret: [...config.sessionSecrets],
    store,
    resave: false,
    saveUninitialized: false,
  });
  const { check } = new InstanceMark(instance, config);
  return (request, response, next) => {
    let passed = false;
    sessions(request, response, (error?: unknown) => {
      if (!passed) {
        passed = true;
        if (error) {
          response.locals.route = "session";
          next(storageUnavailable(error));
        } else if (!hasSession(request)) {
          response.locals.route = "session";
          // A target without a path, such as that of `OPTIONS *` (RFC 9112, section 3.2.4), or a store that is disconnected.
          const disconnected = storageUnavailable(new LoggableError("The store is disconnected."));
          next(request.path.startsWith("/") ? disconnected : createError(404));
        } else {
          endOverdue(request, (failure) =>
            failure ? next(storageUnavailable(failure)) : check(request, response, next),
          );
        }
      } else if (response.statusCode < 500) {
        // It comes after the answer, which stands; an answer of 5xx has told the log.
        log.error(`The session could not be kept: ${describeCause(error)}`);
      }
    });
  };
}

/** The type says that there is always one. */
function hasSession({ session }: Partial<Pick<Request, "session">>): boolean {
  return session !== undefined;
}

/**
 * A session past its maximum length is nobody's. It goes from the storage, and its tokens with it, or each use of it would
 * prolong both. The request keeps it, since express-session would save one that is generated anew.
 */
function endOverdue(request: Request, done: (error?: unknown) => void): void {
  if (request.session.signedIn === undefined || signedInOf(request)) {
    done();
  } else {
    request.sessionStore.destroy(request.sessionID, done);
  }
}
