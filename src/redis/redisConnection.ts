import { setTimeout as delay } from "node:timers/promises";
import pTimeout from "p-timeout";
import { createClient, createCluster } from "redis";
import { describeCause } from "../auth/describeCause.js";
import type { RedisConfig } from "../config.js";
import type { Log } from "../log.js";

/** Milliseconds that Redis has to connect or to answer, so that a request that needs it fails in time. */
const timeLimit = 1_000;

/** Milliseconds between two tries to connect. */
const pause = 500;

/** Sends commands to Redis, or to the nodes of a cluster, and comes back by itself when Redis does. */
export interface RedisConnection {
  /**
   * Sends a command on one key, which tells a cluster the node. Rejects at once while Redis is away, and after a second
   * where it does not answer.
   */
  send(key: string, command: string[]): Promise<unknown>;
  close(): Promise<void>;
}

/** Connects in the background, so that the app starts although Redis is away. */
export function connectRedis({ url, cluster }: RedisConfig, log: Log): RedisConnection {
  const options = {
    // Without a queue a command fails at once instead of waiting for a Redis that is away.
    disableOfflineQueue: true,
    socket: { connectTimeout: timeLimit, reconnectStrategy: () => pause },
  };
  return cluster ? clusterConnection(url, options, log) : singleConnection(url, options, log);
}

interface ConnectionOptions {
  readonly disableOfflineQueue: boolean;
  readonly socket: { connectTimeout: number; reconnectStrategy: () => number };
}

function singleConnection(url: string, options: ConnectionOptions, log: Log): RedisConnection {
  const client = createClient({ url, ...options });
  noteOutages(client, log);
  client.connect().catch((error: unknown) => log.error(`Redis: ${describeCause(error)}`));
  return {
    send: (_key, command) => inTime(client.sendCommand(command)),
    close: async () => client.destroy(),
  };
}

/** A cluster tells the addresses of its nodes; credentials and TLS are those of the URL for all of them. */
function clusterConnection(url: string, options: ConnectionOptions, log: Log): RedisConnection {
  const { protocol, username, password } = new URL(url);
  const cluster = createCluster({
    rootNodes: [{ url }],
    defaults: {
      ...options,
      socket: { ...options.socket, ...(protocol === "rediss:" && { tls: true }) },
      ...(username && { username: decodeURIComponent(username) }),
      ...(password && { password: decodeURIComponent(password) }),
    },
  });
  noteOutages(cluster, log);
  const closing = new AbortController();
  void connectCluster(cluster, closing.signal);
  return {
    send: (key, command) => inTime(cluster.sendCommand(key, false, command)),
    async close() {
      closing.abort();
      cluster.destroy();
    },
  };
}

/** The client of a cluster gives up when it finds no node at first, so it is told to try again. */
async function connectCluster(cluster: { connect(): Promise<unknown> }, closing: AbortSignal): Promise<void> {
  while (!closing.aborted) {
    try {
      await cluster.connect();
      return;
    } catch {
      await delay(pause, undefined, { signal: closing, ref: false }).catch(() => undefined);
    }
  }
}

function inTime<T>(answer: Promise<T>): Promise<T> {
  return pTimeout(answer, { milliseconds: timeLimit, message: "Redis does not answer." });
}

/** Says once that Redis is away, and once that it is back, however often it is tried in between. */
function noteOutages(
  client: { on(event: string, listener: (error?: unknown) => void): unknown },
  log: Log,
): void {
  let away = false;
  client.on("error", (error) => {
    if (!away) {
      log.warn(`Redis is away: ${describeCause(error)}`);
    }
    away = true;
  });
  client.on("ready", () => {
    if (away) {
      log.info("Redis is back.");
    }
    away = false;
  });
}
