import { type SessionData, Store } from "express-session";
import { LRUCache } from "lru-cache";
import type { LivingSession } from "../people/peoplesSessions.js";
import { readSessionsOf } from "../readSessions.js";
import { SessionsTogether } from "./sessionsTogether.js";

interface MemorySessionsOptions {
  /** Past this number the session that was used longest ago makes room. */
  readonly max: number;
  /** Milliseconds without use after which a session ends. */
  readonly ttl: number;
}

interface StoredSession {
  readonly text: string;
  /** Of the session at the tenant and of the person. */
  readonly keys: readonly string[];
  readonly tokens: string | undefined;
}

/** A session takes the place of one more for each begun 8 kB of its tokens, so that these are bounded too. */
const charactersOfPlace = 8 * 1024;

/**
 * A session store in memory. It keeps sessions as text, so that nothing but `set` changes one. A session that is read is in
 * use, so there is nothing to `touch`: express-session then sends each page in one piece, where it would hold back the
 * last byte.
 *
 * @see https://github.com/expressjs/session#session-store-implementation
 */
export class MemorySessions extends Store {
  readonly #sessions: LRUCache<string, StoredSession>;
  readonly #together = new SessionsTogether();
  readonly #read = readSessionsOf(this);

  constructor({ max, ttl }: MemorySessionsOptions) {
    super();
    this.#sessions = new LRUCache({
      ...entryLimit(max),
      sizeCalculation: ({ tokens = "" }) => 1 + Math.ceil(tokens.length / charactersOfPlace),
      ttl,
      updateAgeOnGet: true,
      perf: Date,
      dispose: ({ keys }, id) => this.#together.forget(keys, id),
    });
  }

  override get(id: string, callback: (error: unknown, session?: SessionData) => void): void {
    const session = this.#sessions.get(id);
    callback(undefined, session && JSON.parse(session.text));
  }

  override length(callback: (error: unknown, length?: number) => void): void {
    this.forgetExpired();
    callback(undefined, this.#sessions.size);
  }

  override set(id: string, session: SessionData, callback?: (error?: unknown) => void): void {
    if (!this.#read.has(session) || this.#sessions.has(id)) {
      const keys = [session.tenantSession, session.person].filter((key) => key !== undefined);
      this.#keep(id, { text: JSON.stringify(session), keys, tokens: this.tokensOf(id) });
    }
    callback?.();
  }

  tokensOf(id: string): string | undefined {
    return this.#sessions.peek(id)?.tokens;
  }

  /** Keeps nothing if the session has ended. */
  setTokens(id: string, tokens: string): void {
    const session = this.#sessions.peek(id);
    if (session) {
      this.#keep(id, { ...session, tokens });
    }
  }

  override destroy(id: string, callback?: (error?: unknown) => void): void {
    this.#sessions.delete(id);
    callback?.();
  }

  /** Returns the newest sessions that belong to the key, at most so many, without using them. */
  newest(key: string, most: number): LivingSession[] {
    const ids = this.#together.of(key).slice(-most).reverse();
    return ids.flatMap((id) => {
      const session = this.#sessions.peek(id);
      return session ? [{ id, session: JSON.parse(session.text) }] : [];
    });
  }

  /** Ends the sessions that belong to the key, but for the one with this id. */
  endAll(key: string, except?: string): void {
    for (const id of this.#together.of(key)) {
      if (id !== except) {
        this.#sessions.delete(id);
      }
    }
  }

  /** Frees the memory of sessions that have ended. */
  forgetExpired(): void {
    this.#sessions.purgeStale();
  }

  #keep(id: string, session: StoredSession): void {
    this.#sessions.set(id, session);
    this.#together.add(session.keys, id);
  }
}

/** Lets a cache of lru-cache hold so many entries. For its option `max` it would take the memory of all of them at once. */
export function entryLimit(entries: number): { maxSize: number; sizeCalculation: () => number } {
  return { maxSize: entries, sizeCalculation: () => 1 };
}
