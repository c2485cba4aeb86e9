import type { Response } from "supertest";
import type { Visitor } from "./signInByHttp.js";

const page = "/users/sessions";

/** What the page of a person's sessions shows, and where its buttons lead. */
export interface SessionsPage {
  readonly text: string;
  /** The browsers, that of the page first. */
  readonly browsers: readonly string[];
  /** The address that ends each of the other sessions, in their order. */
  readonly ends: readonly string[];
}

/** Opens the page of a signed-in person's sessions. */
export async function sessionsPage(visitor: Visitor): Promise<SessionsPage> {
  const { text } = await visitor.get(page).expect(200);
  const found = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, match = ""]) => match);
  return {
    text,
    browsers: found(/<strong>([^<]+)<\/strong>\s*(?:\(this one\)\s*)?<br>/g),
    ends: found(/action="(\/users\/sessions\/[^"]+)"/g).filter((address) => address !== endOthers),
  };
}

/** The address that ends all sessions but the request's own. */
export const endOthers = `${page}/others/end`;

/** Presses a button of the page. */
export function pressOnSessionsPage(visitor: Visitor, address: string): Promise<Response> {
  return visitor
    .post(address)
    .set("Sec-Fetch-Site", "same-origin")
    .then((answer) => answer);
}
