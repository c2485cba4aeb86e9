import { sessionCookie } from "../../../src/session/sessionMiddleware.js";

/** The name of the session cookie of an app that is served by http:, as most tests serve it. */
export function sessionCookieName({ url }: { readonly url: string }): string {
  return sessionCookie({ origin: url, secureCookies: false }).name;
}

/** Its name where the app is served by https:. */
export const secureSessionCookieName = sessionCookie({
  origin: "https://app.example.com",
  secureCookies: true,
}).name;

/** True for the session cookie of any app. */
export function isSessionCookie(cookie: string): boolean {
  const [name = ""] = cookie.split("=");
  const port = /\d+$/.exec(name)?.[0] ?? "80";
  return [secureSessionCookieName, sessionCookieName({ url: `http://localhost:${port}` })].includes(name);
}

/** The id of the session that a cookie names, which express-session has signed. */
export function sessionIdIn(cookie: string | undefined): string {
  const [, id] = /^[^=]+=s%3A([\w-]+)\./.exec(cookie ?? "") ?? [];
  if (!id) {
    throw new Error("This cookie names no session.");
  }
  return id;
}
