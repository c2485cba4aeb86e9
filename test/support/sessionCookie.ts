import { sessionCookie } from "../../src/session/sessionMiddleware.js";

/** The session cookie's name where the app is served by http:, as most tests serve it. */
export const sessionCookieName = sessionCookie({ secureCookies: false }).name;

/** Its name where the app is served by https:. */
export const secureSessionCookieName = sessionCookie({ secureCookies: true }).name;

/** The id of the session that a cookie names, which express-session has signed. */
export function sessionIdIn(cookie: string | undefined): string {
  const [, id] = /^[^=]+=s%3A([\w-]+)\./.exec(cookie ?? "") ?? [];
  if (!id) {
    throw new Error("This cookie names no session.");
  }
  return id;
}
