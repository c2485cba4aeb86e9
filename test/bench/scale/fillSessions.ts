import { promisify } from "node:util";
import { Cookie, type SessionData } from "express-session";
import type { Config } from "../../../src/config/config.js";
import { sessionCookie } from "../../../src/session/sessionMiddleware.js";
import type { SignedIn } from "../../../src/session/signedIn.js";
import { tenantSessionKey } from "../../../src/session/signOut/signOutKey.js";
import type { Storage } from "../../../src/session/storage.js";
import { sessionIdOf, signInOf } from "../load/people.js";

/** Sessions that are stored at the same time. */
const batch = 250;

/** Stores what the app stores when somebody signs in, for the people from 0 to `count`. */
export async function fillSessions({ sessions }: Storage, config: Config, count: number) {
  const set = promisify<string, SessionData>(sessions.set.bind(sessions));
  const expiresAt = Date.now() + config.sessionLifetime;
  async function signIn(person: number): Promise<void> {
    const { account, claims } = signInOf(person);
    const id = sessionIdOf(person);
    const tenantSession = tenantSessionKey(claims);
    if (!tenantSession) {
      throw new Error("These claims have no session at the tenant.");
    }
    const signedIn: SignedIn = { account, claims, expiresAt };
    const cookie = Object.assign(new Cookie(), sessionCookie(config).options);
    await set(id, { cookie, tenantSession, signedIn });
  }
  for (let first = 0; first < count; first += batch) {
    const people = Array.from({ length: Math.min(batch, count - first) }, (_, index) => first + index);
    await patiently(() => Promise.all(people.map(signIn)));
  }
}

/** Where a busy machine stops Redis for a second, the storage seems away; storing again does no harm. */
async function patiently(store: () => Promise<unknown>): Promise<void> {
  for (let triesLeft = 10; ; triesLeft -= 1) {
    try {
      await store();
      return;
    } catch (error) {
      if (triesLeft === 0) {
        throw error;
      }
    }
  }
}
