import * as z from "zod";
import type { SessionTokens } from "../storage.js";
import { checkLength, mostCharacters } from "../tokens/tokenLength.js";
import type { RedisConnection } from "./redisConnection.js";

/** What is longer than the app would keep, the app has not kept. */
const storedTokens = z.string().max(mostCharacters).optional().catch(undefined);

interface RedisTokensOptions {
  readonly prefix: string;
  /** Seconds without use after which a session ends. */
  readonly ttl: number;
}

/**
 * The tokens of sessions in Redis. A session that ends goes first and its tokens after it, while tokens that are kept look
 * for the session afterwards: whichever comes later finds that nothing may stay.
 */
export class RedisTokens implements SessionTokens {
  readonly #send: RedisConnection["send"];
  readonly #prefix: string;
  readonly #seconds: string;

  constructor({ send }: RedisConnection, { prefix, ttl }: RedisTokensOptions) {
    this.#send = send;
    this.#prefix = prefix;
    this.#seconds = String(ttl);
  }

  async get(sessionId: string): Promise<string | undefined> {
    const key = this.#keyOf(sessionId);
    return storedTokens.parse(await this.#send(key, ["GET", key]));
  }

  async set(sessionId: string, text: string): Promise<void> {
    checkLength(text);
    const key = this.#keyOf(sessionId);
    await this.#send(key, ["SET", key, text, "EX", this.#seconds]);
    const session = `${this.#prefix}session:${sessionId}`;
    if ((await this.#send(session, ["EXISTS", session])) !== 1) {
      await this.end(sessionId);
    }
  }

  /** Lets the tokens live as long as a session that has been used now. */
  async touch(sessionId: string): Promise<void> {
    const key = this.#keyOf(sessionId);
    await this.#send(key, ["EXPIRE", key, this.#seconds]);
  }

  /** To be called after the session has gone. */
  async end(sessionId: string): Promise<void> {
    const key = this.#keyOf(sessionId);
    await this.#send(key, ["DEL", key]);
  }

  #keyOf(sessionId: string): string {
    return `${this.#prefix}tokens:${sessionId}`;
  }
}
