import { type SessionData, Store } from "express-session";
import { LRUCache } from "lru-cache";
import { readSessionsOf } from "../readSessions.js";

interface MemorySessionsOptions {
  /** Past this number the session that was used longest ago makes room. */
  readonly max: number;
  /** Milliseconds without use after which a session ends. */
  readonly ttl: number;
}

interface StoredSession {
  readonly text: string;
  readonly tenantSession: string | undefined;
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
  /** The ids of the sessions that end together, for as long as they are kept. */
  readonly #together = new Map<string, Set<string>>();
  readonly #read = readSessionsOf(this);

  constructor({ max, ttl }: MemorySessionsOptions) {
    super();
    this.#sessions = new LRUCache({
      ...entryLimit(max),
      sizeCalculation: ({ tokens = "" }) => 1 + Math.ceil(tokens.length / charactersOfPlace),
      ttl,
      updateAgeOnGet: true,
      perf: Date,
      dispose: (session, id) => this.#forget(session, id),
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
      const { tenantSession } = session;
      const tokens = this.tokensOf(id);
      this.#keep(id, { text: JSON.stringify(session), tenantSession, tokens });
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

  /** Ends the sessions that belong to this session at the tenant. */
  endAll(tenantSession: string): void {
    for (const id of this.#together.get(tenantSession) ?? []) {
      this.#sessions.delete(id);
    }
  }

  /** Frees the memory of sessions that have ended. */
  forgetExpired(): void {
    this.#sessions.purgeStale();
  }

  #keep(id: string, session: StoredSession): void {
    this.#sessions.set(id, session);
    if (session.tenantSession !== undefined) {
      this.#note(session.tenantSession, id);
    }
  }

  #note(tenantSession: string, id: string): void {
    const ids = this.#together.get(tenantSession);
    if (ids) {
      ids.add(id);
    } else {
      this.#together.set(tenantSession, new Set([id]));
    }
  }

  #forget({ tenantSession }: StoredSession, id: string): void {
    if (tenantSession === undefined) {
      return;
    }
    const ids = this.#together.get(tenantSession);
    ids?.delete(id);
    if (ids?.size === 0) {
      this.#together.delete(tenantSession);
    }
  }
}

/** Lets a cache of lru-cache hold so many entries. For its option `max` it would take the memory of all of them at once. */
export function entryLimit(entries: number): { maxSize: number; sizeCalculation: () => number } {
  return { maxSize: entries, sizeCalculation: () => 1 };
}
