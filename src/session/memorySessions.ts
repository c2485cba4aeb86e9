import { type SessionData, Store } from "express-session";
import { LRUCache } from "lru-cache";
import { entryLimit } from "./entryLimit.js";

interface MemorySessionsOptions {
  /** Past this number the session that was used longest ago makes room. */
  readonly max: number;
  /** Milliseconds without use after which a session ends. */
  readonly ttl: number;
}

/**
 * A session store in memory. It keeps sessions as text, so that nothing but `set` changes one. A session that is read is in
 * use, so there is nothing to `touch`: express-session then sends each page in one piece, where it would hold back the
 * last byte.
 *
 * @see https://github.com/expressjs/session#session-store-implementation
 */
export class MemorySessions extends Store {
  readonly #texts: LRUCache<string, string>;

  constructor({ max, ttl }: MemorySessionsOptions) {
    super();
    this.#texts = new LRUCache({ ...entryLimit(max), ttl, updateAgeOnGet: true, perf: Date });
  }

  override get(id: string, callback: (error: unknown, session?: SessionData) => void): void {
    const text = this.#texts.get(id);
    callback(undefined, text === undefined ? undefined : JSON.parse(text));
  }

  override length(callback: (error: unknown, length?: number) => void): void {
    this.forgetExpired();
    callback(undefined, this.#texts.size);
  }

  override set(id: string, session: SessionData, callback?: (error?: unknown) => void): void {
    this.#texts.set(id, JSON.stringify(session));
    callback?.();
  }

  override destroy(id: string, callback?: (error?: unknown) => void): void {
    this.#texts.delete(id);
    callback?.();
  }

  /** Frees the memory of sessions that have ended. */
  forgetExpired(): void {
    this.#texts.purgeStale();
  }
}
