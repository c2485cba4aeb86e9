import { createHash } from "node:crypto";
import { RedisStore as RedisRateLimitStore } from "rate-limit-redis";
import * as z from "zod";
import type { Config, RedisConfig } from "../../config/config.js";
import type { Log } from "../../log/log.js";
import type { Storage } from "../storage.js";
import { connectRedis } from "./redisConnection.js";
import type { RedisCredentials } from "./redisCredentials.js";
import { redisPeoplesSessions } from "./redisPeoplesSessions.js";
import { RedisSessions } from "./redisSessions.js";
import { redisSignOuts } from "./redisSignOuts.js";
import { RedisTokens } from "./redisTokens.js";
import { SessionsTogether } from "./sessionsTogether.js";

const replyItem = z.union([z.string(), z.number(), z.boolean()]);
const rateLimitReply = z.union([replyItem, z.array(replyItem)]);

/**
 * Storage that instances share. No command touches two keys, since those of a cluster may live on two nodes. Keys:
 * `PREFIXsession:ID`, `PREFIXtokens:ID`, `PREFIXtogether:HASH`, `PREFIXperson:HASH`, `PREFIXsign-outs`,
 * `PREFIXrate-limit:ADDRESS`, `PREFIXcheck`. It closes `credentials` with itself; without them the URL has what it needs.
 */
export function createRedisStorage(
  { sessionIdle, sessionLifetime }: Pick<Config, "sessionIdle" | "sessionLifetime">,
  redis: RedisConfig,
  log: Log,
  credentials?: RedisCredentials,
): Storage {
  const connection = connectRedis(redis, log, credentials);
  const { send } = connection;
  const { prefix } = redis;
  const ttl = sessionIdle / 1000;
  const together = new SessionsTogether(connection, { prefix: `${prefix}together:`, ttl });
  const people = new SessionsTogether(connection, {
    prefix: `${prefix}person:`,
    ttl: sessionLifetime / 1000,
  });
  const tokens = new RedisTokens(connection, { prefix, ttl });
  const sessions = new RedisSessions(connection, { prefix, ttl, together, people, tokens });
  return {
    sessions,
    tokens,
    signOuts: redisSignOuts(connection, { prefix, sessions, together }),
    people: redisPeoplesSessions({ sessions, people }),
    rateLimits: new RedisRateLimitStore({
      prefix: `${prefix}rate-limit:`,
      sendCommandCluster: async ({ key, command }) => {
        if (command[0] !== "SCRIPT") {
          return rateLimitReply.parse(await send(key ?? prefix, command));
        }
        // The store keeps the answer, and would keep a failure for ever. A script's name is its hash, and the store
        // loads it again where Redis does not know it.
        if (key !== undefined) {
          await send(key, command).catch(() => undefined);
        }
        return scriptName(command);
      },
    }),
    instance: undefined,
    async check() {
      const key = `${prefix}check`;
      await send(key, ["SET", key, "written", "EX", "60"]);
    },
    close: () => connection.close(),
  };
}

function scriptName([, , script = ""]: string[]): string {
  return createHash("sha1").update(script).digest("hex");
}
