import { setTimeout as delay } from "node:timers/promises";
import pTimeout, { TimeoutError } from "p-timeout";
import { createClient, createCluster } from "redis";
import type { RedisConfig } from "../config.js";
import type { Log } from "../log.js";
import { OutageLog } from "./outageLog.js";

/** Milliseconds that Redis has to connect or to answer. A request may need it twice, and is answered within 2 seconds. */
const timeLimit = 700;

/** Milliseconds between two tries to connect. */
const pause = 500;

/** Milliseconds between two questions whether a connection still speaks. */
const pingInterval = 1_000;

/** Milliseconds of silence after which a connection is replaced, also one on which Redis has not spoken yet. */
const longestSilence = 3_000;

/** Sends commands to Redis, or to the nodes of a cluster, and comes back by itself when Redis does. */
export interface RedisConnection {
  /**
   * Sends a command on one key, which tells a cluster the node. Rejects at once while Redis is away, and soon where it
   * does not answer.
   */
  send(key: string, command: string[]): Promise<unknown>;
  close(): Promise<void>;
}

/** What the clients of a single Redis and of a cluster have in common. */
interface RedisClient {
  connect(): Promise<unknown>;
  destroy(): void;
  on(event: string, listener: (error?: unknown) => void): unknown;
}

/** Connects in the background, so that the app starts although Redis is away. */
export function connectRedis({ url, cluster }: RedisConfig, log: Log): RedisConnection {
  const options = {
    // Without a queue a command fails at once instead of waiting for a Redis that is away.
    disableOfflineQueue: true,
    pingInterval,
    socket: { connectTimeout: timeLimit, socketTimeout: longestSilence, reconnectStrategy: () => pause },
  };
  if (!cluster) {
    const client = createClient({ url, ...options });
    return connection(client, (_key, command) => client.sendCommand(command), log);
  }
  // A cluster tells the addresses of its nodes; credentials and the name in certificates are those of the URL.
  const { protocol, hostname, username, password } = new URL(url);
  const nodes = createCluster({
    rootNodes: [{ url }],
    defaults: {
      ...options,
      socket: { ...options.socket, ...(protocol === "rediss:" && { tls: true, servername: hostname }) },
      ...(username && { username: decodeURIComponent(username) }),
      ...(password && { password: decodeURIComponent(password) }),
    },
  });
  return connection(nodes, (key, command) => nodes.sendCommand(key, false, command), log);
}

function connection(client: RedisClient, sendCommand: RedisConnection["send"], log: Log): RedisConnection {
  const closing = new AbortController();
  let connecting = false;
  async function connect(): Promise<void> {
    connecting = true;
    await connectInTheEnd(client, closing.signal);
    connecting = false;
  }
  const outages = new OutageLog(log);
  client.on("error", (error) => outages.away(error));
  client.on("ready", () => outages.back());
  // A cluster tells of its nodes.
  client.on("node-error", (error) => outages.away(error));
  client.on("node-ready", () => outages.back());
  void connect();
  return {
    async send(key, command) {
      try {
        return await inTime(sendCommand(key, command));
      } catch (error) {
        // A connection that has fallen silent may never speak again, so the next command gets a new one.
        if (error instanceof TimeoutError && !connecting && !closing.signal.aborted) {
          outages.away(error);
          client.destroy();
          void connect();
        }
        throw error;
      }
    },
    async close() {
      closing.abort();
      client.destroy();
    },
  };
}

/**
 * Waits in two halves. Where this process itself stands still, one half can end before the answer that has come is
 * heard; it is heard in the other.
 */
function inTime(answer: Promise<unknown>): Promise<unknown> {
  const milliseconds = timeLimit / 2;
  return pTimeout(answer, {
    milliseconds,
    fallback: () => pTimeout(answer, { milliseconds, message: "Redis does not answer." }),
  });
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
