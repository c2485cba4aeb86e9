import { createHmac, randomInt } from "node:crypto";
import { sessionCookieName } from "../../support/app/sessionCookie.js";
import type { Visitor } from "../load/measurePages.js";
import { nameOf, sessionIdOf } from "../load/people.js";
import { sessionSecret } from "../process/productionSettings.js";
import type { FilledApp } from "./startFilledApp.js";

/**
 * Somebody whom the app was filled with, drawn at random, except from the oldest tenth: with 100,000 sessions in memory
 * the oldest make room for those who sign in.
 */
export function visitorOf({ sessions, origin }: FilledApp): Visitor {
  const person = randomInt(sessions / 10, sessions);
  return { name: nameOf(person), cookie: cookieOf(person, origin) };
}

/** The session cookie of a person, signed as express-session does. */
function cookieOf(person: number, url: string): string {
  const id = sessionIdOf(person);
  const signature = createHmac("sha256", sessionSecret).update(id).digest("base64").replace(/=+$/, "");
  return `${sessionCookieName({ url })}=${encodeURIComponent(`s:${id}.${signature}`)}`;
}
