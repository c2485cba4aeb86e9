import type { CookieOptions, RequestHandler } from "express";
import session from "express-session";
import type { Config } from "../config.js";

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

/** Sessions by cookie. Someone who is not signed in gets none. */
export function sessionMiddleware(config: Config, store: session.Store): RequestHandler {
  const { name, options } = sessionCookie(config);
  return session({
    name,
    cookie: options,
    secret: [...config.sessionSecrets],
    store,
    resave: false,
    saveUninitialized: false,
  });
}
