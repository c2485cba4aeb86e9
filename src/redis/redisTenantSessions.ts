import type { Store } from "express-session";
import * as z from "zod";
import { destroyAll, type TenantSessions } from "../session/tenantSessions.js";
import type { RedisConnection } from "./redisConnection.js";

/** In one step, so that nothing stays for ever. */
const addExpiring = 'redis.call("SADD", KEYS[1], ARGV[1]) redis.call("EXPIRE", KEYS[1], ARGV[2])';

/** In one step, so that nothing is forgotten that was added in between. */
const takeAll = 'local members = redis.call("SMEMBERS", KEYS[1]) redis.call("DEL", KEYS[1]) return members';

const sessionIds = z.array(z.string());

interface RedisTenantSessionsOptions {
  readonly prefix: string;
  /** Milliseconds. */
  readonly sessionLifetime: number;
  readonly sessions: Store;
}

/** Which sessions belong together, for all instances: a set of ids for each session at the tenant. */
export function redisTenantSessions(
  { send }: RedisConnection,
  { prefix, sessionLifetime, sessions }: RedisTenantSessionsOptions,
): TenantSessions {
  const redisKey = (key: string) => `${prefix}tenant-session:${key}`;
  async function add(key: string, sessionId: string): Promise<void> {
    const set = redisKey(key);
    await send(set, ["EVAL", addExpiring, "1", set, sessionId, String(sessionLifetime / 1000)]);
  }
  return {
    add,
    async has(key, sessionId) {
      const set = redisKey(key);
      return (await send(set, ["SISMEMBER", set, sessionId])) === 1;
    },
    async end(key) {
      const set = redisKey(key);
      const ended = sessionIds.parse(await send(set, ["EVAL", takeAll, "1", set]));
      try {
        await destroyAll(sessions, ended);
      } catch (error) {
        // The tenant's telling it again ends those that are left.
        await Promise.allSettled(ended.map((sessionId) => add(key, sessionId)));
        throw error;
      }
    },
  };
}
