import type { SessionData } from "express-session";

/** A session that is alive. */
export interface LivingSession {
  readonly id: string;
  readonly session: SessionData;
}

/** The sessions of each person, on every instance. Keys are those of `personKey.ts`. */
export interface PeoplesSessions {
  /** Returns the person's newest sessions, at most so many. */
  list(person: string, most: number): Promise<LivingSession[]>;
  end(id: string): Promise<void>;
  /** Ends all sessions of the person but the one with this id. */
  endOthers(person: string, id: string): Promise<void>;
}

declare module "express-session" {
  interface SessionData {
    /** The key of the person who is signed in. */
    person?: string;
    /** When the person signed in, in milliseconds since 1970. */
    startedAt?: number;
    /** The browser in which the person signed in, in words. */
    browser?: string;
  }
}
