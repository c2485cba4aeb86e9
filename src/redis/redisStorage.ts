import { createHash } from "node:crypto";
import { RedisStore } from "connect-redis";
import { RedisStore as RedisRateLimitStore } from "rate-limit-redis";
import * as z from "zod";
import type { Config, RedisConfig } from "../config.js";
import type { Log } from "../log.js";
import type { Storage } from "../session/storage.js";
import { connectRedis, type RedisConnection } from "./redisConnection.js";
import { redisTenantSessions } from "./redisTenantSessions.js";

/** What express-session needs to make a session of what is stored; anything else becomes a session of nobody. */
const storedSession = z
  .looseObject({
    cookie: z.looseObject({ originalMaxAge: z.number().nullable() }),
    signedIn: z.unknown().optional(),
  })
  .catch({ cookie: { originalMaxAge: null } });

const replyItem = z.union([z.string(), z.number(), z.boolean()]);
const rateLimitReply = z.union([replyItem, z.array(replyItem)]);

/**
 * Storage that instances share. No command touches two keys, since those of a cluster may live on two nodes. Keys:
 * `PREFIXsession:ID`, `PREFIXtenant-session:HASH`, `PREFIXrate-limit:ADDRESS`, `PREFIXcheck`.
 */
export function createRedisStorage(
  { sessionIdle, sessionLifetime }: Pick<Config, "sessionIdle" | "sessionLifetime">,
  redis: RedisConfig,
  log: Log,
): Storage {
  const connection = connectRedis(redis, log);
  const { send } = connection;
  const sessions = new RedisStore({
    client: sessionCommands(connection),
    prefix: `${redis.prefix}session:`,
    ttl: sessionIdle / 1000,
    serializer: { stringify: JSON.stringify, parse: (text) => storedSession.parse(parsedJson(text)) },
  });
  return {
    sessions,
    tenantSessions: redisTenantSessions(connection, { prefix: redis.prefix, sessionLifetime, sessions }),
    rateLimits: new RedisRateLimitStore({
      prefix: `${redis.prefix}rate-limit:`,
      sendCommandCluster: async ({ key, command }) => {
        if (command[0] !== "SCRIPT") {
          return rateLimitReply.parse(await send(key ?? redis.prefix, command));
        }
        // The store keeps the answer, and would keep a failure for ever. A script's name is its hash, and the store
        // loads it again where Redis does not know it.
        if (key !== undefined) {
          await send(key, command).catch(() => undefined);
        }
        return scriptName(command);
      },
    }),
    async check() {
      const key = `${redis.prefix}check`;
      await send(key, ["SET", key, "written", "EX", "60"]);
    },
    close: () => connection.close(),
  };
}

/** The commands of connect-redis, each in time. */
function sessionCommands({ send }: RedisConnection) {
  return {
    get: (key: string) => send(key, ["GET", key]),
    set: (key: string, value: string, { expiration }: { expiration: { value: number } }) =>
      send(key, ["SET", key, value, "EX", String(expiration.value)]),
    expire: (key: string, seconds: number) => send(key, ["EXPIRE", key, String(seconds)]),
    del: ([key = ""]: string[]) => send(key, ["DEL", key]),
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function scriptName([, , script = ""]: string[]): string {
  return createHash("sha1").update(script).digest("hex");
}
