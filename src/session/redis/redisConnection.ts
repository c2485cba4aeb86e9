import { setTimeout as delay } from "node:timers/promises";
import pTimeout from "p-timeout";
import type { RedisConfig } from "../../config/config.js";
import type { Log } from "../../log/log.js";
import { LoggableError } from "../../log/loggableError.js";
import { OutageLog } from "./outageLog.js";
import { createClusterClient, createSingleClient, pause, type RedisClient } from "./redisClient.js";
import type { RedisCredentials } from "./redisCredentials.js";
import { redisFault } from "./redisFault.js";

/** Sends commands to Redis, or to the nodes of a cluster, and comes back by itself when Redis does. */
export interface RedisConnection {
  /**
   * Sends a command on one key, which tells a cluster the node. Rejects at once while Redis is away, and soon where it
   * does not answer.
   */
  send(key: string, command: string[]): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Connects in the background, so that the app starts although Redis is away. It ends `credentials` with itself; without
 * them the URL has what it needs.
 */
export function connectRedis(redis: RedisConfig, log: Log, credentials?: RedisCredentials): RedisConnection {
  const state = new OutageLog(log);
  const create = redis.cluster ? createClusterClient : createSingleClient;
  const client = create({ redis, state, credentials });
  credentials?.onRenewal((user) => client.signIn(user));
  const closing = new AbortController();
  let connecting = false;
  async function connect(): Promise<void> {
    connecting = true;
    await connectInTheEnd(client, closing.signal);
    connecting = false;
  }
  void connect();
  return {
    async send(key, command) {
      try {
        return await inTime(client.send(key, command), redis);
      } catch (error) {
        // The next command gets a new connection.
        if (isUseless(error) && !connecting && !closing.signal.aborted) {
          state.away(error);
          client.destroy();
          void connect();
        }
        throw redisFault(error);
      }
    },
    async close() {
      closing.abort();
      credentials?.close();
      client.destroy();
    },
  };
}

class SilenceError extends LoggableError {}

/**
 * Waits in two halves. If this process itself stands still, one half can end before the answer that has come is
 * heard; it is heard in the other.
 */
function inTime(answer: Promise<unknown>, { timeLimit }: RedisConfig): Promise<unknown> {
  const milliseconds = timeLimit / 2;
  return pTimeout(answer, {
    milliseconds,
    fallback: () => pTimeout(answer, { milliseconds, message: new SilenceError("Redis does not answer.") }),
  });
}

/**
 * True if a connection is useless by what a command failed with: one that has fallen silent may never speak again,
 * and one to a replica stays with it, although the name may lead to another Redis by now.
 */
function isUseless(error: unknown): boolean {
  return error instanceof SilenceError || (error instanceof Error && error.message.startsWith("READONLY "));
}

/** The client of a cluster gives up where it finds no node at first, so it is told to try again. */
async function connectInTheEnd(client: RedisClient, closing: AbortSignal): Promise<void> {
  while (!closing.aborted) {
    try {
      await client.connect();
      return;
    } catch {
      await delay(pause, undefined, { signal: closing, ref: false }).catch(() => undefined);
    }
  }
}
