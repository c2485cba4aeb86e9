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
  redis.call("PEXPIRE", KEYS[1], ARGV[2] * 1000)`;

/** The same for an id that is noted already: one that a sign-out has ended stays so. */
const keep = `if redis.call("ZSCORE", KEYS[1], ARGV[1]) then ${add} end`;

const sessionIds = z.array(z.string());

/** Which sessions end together, for all instances: the ids of those that are alive, for each key that they belong to. */
export class SessionsTogether {
  readonly #send: RedisConnection["send"];
  readonly #prefix: string;
  readonly #seconds: string;

  /** `ttl` is how many seconds from now a session ends at the latest, unless it is used. */
  constructor({ send }: RedisConnection, { prefix, ttl }: { prefix: string; ttl: number }) {
    this.#send = send;
    this.#prefix = prefix;
    this.#seconds = String(ttl + margin);
  }

  async add(belongsTo: string, id: string): Promise<void> {
    const key = this.#prefix + belongsTo;
    await this.#send(key, ["EVAL", add, "1", key, id, this.#seconds]);
  }

  async keep(belongsTo: string, id: string): Promise<void> {
    const key = this.#prefix + belongsTo;
    await this.#send(key, ["EVAL", keep, "1", key, id, this.#seconds]);
  }

  /** Returns the newest of the ids, at most so many; none if all are forgotten. */
  async newest(belongsTo: string, most: number): Promise<string[]> {
    const key = this.#prefix + belongsTo;
    return sessionIds.parse(await this.#send(key, ["ZREVRANGE", key, "0", String(most - 1)]));
  }

  async forget(belongsTo: string, ids: readonly string[]): Promise<void> {
    const key = this.#prefix + belongsTo;
    await this.#send(key, ["ZREM", key, ...ids]);
  }
}
