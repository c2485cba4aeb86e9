import { markLifetime, mostMarks, type SignOuts } from "../signOut/signOuts.js";
import { endTogether } from "./endTogether.js";
import type { RedisConnection } from "./redisConnection.js";
import type { RedisSessions } from "./redisSessions.js";
import type { SessionsTogether } from "./sessionsTogether.js";

/**
 * In one step, so that the marks stay few, and none stays for ever. Clocks of instances differ, and two may tell of one
 * sign-out: the later mark stays.
 */
const mark = `
  local before = tonumber(redis.call("ZSCORE", KEYS[1], ARGV[1]) or 0)
  if before < tonumber(ARGV[2]) then redis.call("ZADD", KEYS[1], ARGV[2], ARGV[1]) end
  redis.call("ZREMRANGEBYSCORE", KEYS[1], "-inf", ARGV[2] - ARGV[3])
  redis.call("ZREMRANGEBYRANK", KEYS[1], 0, -1 - ARGV[4])
  redis.call("PEXPIRE", KEYS[1], ARGV[3])`;

interface RedisSignOutsParts {
  readonly prefix: string;
  readonly sessions: RedisSessions;
  readonly together: SessionsTogether;
}

/** Sign-outs on all instances, with their marks in one sorted set. */
export function redisSignOuts(
  { send }: RedisConnection,
  { prefix, sessions, together }: RedisSignOutsParts,
): SignOuts {
  const marks = `${prefix}sign-outs`;
  return {
    async signOut(key) {
      const numbers = [Date.now(), markLifetime, mostMarks].map(String);
      await send(marks, ["EVAL", mark, "1", marks, key, ...numbers]);
      await endTogether({ sessions, together }, key);
    },
    async hasComeSince(key, time) {
      return Number(await send(marks, ["ZSCORE", marks, key])) > time;
    },
  };
}
