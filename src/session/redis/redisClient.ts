import { createClient, createCluster, type RedisClusterOptions } from "redis";
import type { RedisConfig } from "../../config/config.js";
import { authenticate, authenticateByNewest } from "./authenticate.js";
import type { RedisCredentials, RedisUser } from "./redisCredentials.js";

/** Milliseconds between two tries to connect. */
export const pause = 500;

/** Milliseconds between two questions whether a connection still speaks. */
const pingInterval = 1_000;

function optionsOf({ timeLimit, longestSilence }: RedisConfig) {
  return {
    // Without a queue a command fails at once instead of waiting for a Redis that is away.
    disableOfflineQueue: true,
    pingInterval,
    socket: { connectTimeout: timeLimit, socketTimeout: longestSilence, reconnectStrategy: () => pause },
  };
}

/** A Redis, or the nodes of a cluster. A connection that is lost is made again by itself. */
export interface RedisClient {
  connect(): Promise<unknown>;
  /** Sends a command on one key, which tells a cluster the node. */
  send(key: string, command: string[]): Promise<unknown>;
  /** Lets each connection that stands go on as this user. Rejects if Redis refuses it to one of them. */
  signIn(user: RedisUser): Promise<void>;
  /** Ends every connection; `connect` makes new ones. */
  destroy(): void;
}

/** Hears what a client finds out about Redis, as often as it does. */
interface RedisStateListener {
  away(error: unknown): void;
  back(): void;
}

/** What a client needs. */
interface ClientParts {
  readonly redis: RedisConfig;
  readonly state: RedisStateListener;
  /** Undefined leaves it to the URL. */
  readonly credentials: RedisCredentials | undefined;
}

/** A client of a single Redis. */
export function createSingleClient({ redis, state, credentials }: ClientParts): RedisClient {
  const client = createClient({ url: redis.url, ...optionsOf(redis), ...providerOf(credentials) });
  client.on("error", (error) => state.away(error));
  client.on("ready", () => state.back());
  if (credentials) {
    client.on("ready", () => authenticateByNewest(client, credentials));
  }
  // An error that Redis answers, such as that it is loading, leaves the connection as it is.
  client.on("ping-interval", () => state.back());
  return {
    connect: () => client.connect(),
    send: (_key, command) => client.sendCommand(command),
    signIn: (user) => authenticate(client, user),
    destroy: () => client.destroy(),
  };
}

/** A client of a cluster. */
export function createClusterClient({ redis, state, credentials }: ClientParts): RedisClient {
  const { url } = redis;
  const options = optionsOf(redis);
  // The cluster tells the addresses of its nodes; credentials and the name in certificates are those of the URL.
  const { protocol, hostname, username, password } = new URL(url);
  const rootNodes: RedisClusterOptions["rootNodes"] = [{ url }];
  const nodes = createCluster({
    rootNodes,
    // A node that has gone must not keep the others from being used.
    minimizeConnections: true,
    defaults: {
      ...options,
      socket: { ...options.socket, ...(protocol === "rediss:" && { tls: true, servername: hostname }) },
      ...(username && { username: decodeURIComponent(username) }),
      ...(password && { password: decodeURIComponent(password) }),
      ...providerOf(credentials),
    },
  });
  nodes.on("error", (error) => state.away(error));
  nodes.on("node-error", (error) => state.away(error));
  nodes.on("node-ready", () => state.back());
  if (credentials) {
    nodes.on("node-ready", ({ host, port }: { host: string; port: number }) => {
      const client = nodes.nodeByAddress.get(`${host}:${port}`)?.client;
      return client && authenticateByNewest(client, credentials);
    });
  }
  return {
    connect: () => nodes.connect(),
    send: (key, command) => nodes.sendCommand(key, false, command),
    async signIn(user) {
      const clients = [...nodes.nodeByAddress.values()].map(({ client }) => client);
      await Promise.all(clients.map((client) => client && authenticate(client, user)));
    },
    destroy() {
      // Any of them knows the others, if that of the URL is the one that has gone.
      const masters = nodes.masters.map(({ host, port }) => ({ socket: { host, port } }));
      rootNodes.splice(1, rootNodes.length, ...masters);
      nodes.destroy();
    },
  };
}

/** Asked at each connection that is made. */
function providerOf(credentials: RedisCredentials | undefined) {
  const type = "async-credentials-provider" as const;
  return credentials && { credentialsProvider: { type, credentials: () => credentials.current() } };
}
