import type { Store as RateLimitStore } from "express-rate-limit";
import type { Store } from "express-session";
import type { PeoplesSessions } from "./people/peoplesSessions.js";
import type { SignOuts } from "./signOut/signOuts.js";

/** The tokens of sessions, as sealed text. They go when their session goes, however it ends. */
export interface SessionTokens {
  get(sessionId: string): Promise<string | undefined>;
  /** Keeps nothing if the session has ended. Rejects what is longer than 64 kB. */
  set(sessionId: string, text: string): Promise<void>;
}

declare module "express-session" {
  interface SessionData {
    /** A session that has tokens says so, and then they live as long as it does. */
    hasTokens?: true;
  }
}

/** Everything that instances of the app share. */
export interface Storage {
  /**
   * A session that is not used for `sessionIdle` milliseconds ends. Saving or touching one that has ended brings it not back
   * (`readSessions.ts`).
   */
  readonly sessions: Store;
  readonly tokens: SessionTokens;
  /** A sign-out ends the sessions whose `tenantSession` is its key. */
  readonly signOuts: SignOuts;
  readonly people: PeoplesSessions;
  /** Undefined leaves the counting to the process itself. */
  readonly rateLimits: RateLimitStore | undefined;
  /** Names the process whose memory all of this is; undefined if instances share it. */
  readonly instance: string | undefined;
  /** Rejects if the engine takes nothing in. Of a cluster it asks one node. */
  check(): Promise<void>;
  close(): Promise<void>;
}
