import * as z from "zod";
import type { RedisConnection } from "./redisConnection.js";

/** Seconds by which a note outlives its session, which Redis may end a moment later than the note says. */
const margin = 60;

/**
 * Notes an id until its session ends unless it is used, and takes out those whose sessions have ended. By Redis's own clock,
 * and in one step, so that nothing stays for ever.
 */
const add = `
  local now = tonumber(redis.call("TIME")[1])
  redis.call("ZREMRANGEBYSCORE", KEYS[1], "-inf", now)
  redis.call("ZADD", KEYS[1], now + ARGV[2], ARGV[1])
  redis.call("EXPIRE", KEYS[1], ARGV[2])`;

/** The same for an id that is noted already: one that a sign-out has ended stays so. */
const keep = `if redis.call("ZSCORE", KEYS[1], ARGV[1]) then ${add} end`;

const sessionIds = z.array(z.string());

/** Which sessions end together, for all instances: the ids of those that are alive, for each session at the tenant. */
export class SessionsTogether {
  readonly #send: RedisConnection["send"];
  readonly #prefix: string;
  readonly #seconds: string;

  constructor({ send }: RedisConnection, { prefix, ttl }: { prefix: string; ttl: number }) {
    this.#send = send;
    this.#prefix = `${prefix}together:`;
    this.#seconds = String(ttl + margin);
  }

  async add(tenantSession: string, id: string): Promise<void> {
    const key = this.#prefix + tenantSession;
    await this.#send(key, ["EVAL", add, "1", key, id, this.#seconds]);
  }

  async keep(tenantSession: string, id: string): Promise<void> {
    const key = this.#prefix + tenantSession;
    await this.#send(key, ["EVAL", keep, "1", key, id, this.#seconds]);
  }

  /** Returns some of the ids, at most so many; none if all are forgotten. */
  async some(tenantSession: string, most: number): Promise<string[]> {
    const key = this.#prefix + tenantSession;
    return sessionIds.parse(await this.#send(key, ["ZRANGE", key, "0", String(most - 1)]));
  }

  async forget(tenantSession: string, ids: readonly string[]): Promise<void> {
    const key = this.#prefix + tenantSession;
    await this.#send(key, ["ZREM", key, ...ids]);
  }
}
