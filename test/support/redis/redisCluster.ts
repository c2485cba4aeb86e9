import { createClient } from "redis";
import { vi } from "vitest";
import { patience } from "../time/patience.js";
import { RedisServer } from "./redisServer.js";
import type { RedisTls } from "./redisTls.js";

const slotRanges = [
  ["0", "5460"],
  ["5461", "10922"],
  ["10923", "16383"],
] as const;

const options = [
  ...["--cluster-enabled", "yes"],
  // Milliseconds after which the other nodes take one that says nothing for failed: on a busy machine any may be slow.
  ...["--cluster-node-timeout", "600000"],
  // Neither a replica's first copy nor the end of a master waits for other replicas.
  ...["--repl-diskless-sync-delay", "0", "--shutdown-timeout", "0"],
];

interface ClusterOptions {
  readonly replicas?: number;
  /** If the nodes speak TLS, among themselves too. */
  readonly tls?: RedisTls;
}

/** A Redis cluster of three masters, each with a third of the keys, and as many replicas of each as asked for. */
export async function startRedisCluster({ replicas = 0, tls }: ClusterOptions = {}): Promise<RedisServer[]> {
  const count = slotRanges.length * (1 + replicas);
  const start = () =>
    tls ? RedisServer.startWithTls(tls, ...options, "--tls-cluster", "yes") : RedisServer.start(...options);
  const nodes = await Promise.all(Array.from({ length: count }, start));
  const clients = await Promise.all(nodes.map(({ url }) => createClient({ url }).connect()));
  const [first] = nodes;
  for (const [index, client] of clients.entries()) {
    const slots = slotRanges[index];
    if (slots) {
      await client.sendCommand(["CLUSTER", "ADDSLOTSRANGE", ...slots]);
    }
    const { port } = new URL(first?.tlsUrl ?? first?.url ?? "");
    await client.sendCommand(["CLUSTER", "MEET", "127.0.0.1", port]);
  }
  const info = async (client: (typeof clients)[number], text: string) =>
    String(await client.sendCommand(["CLUSTER", "INFO"])).includes(text);
  for (const client of clients) {
    await vi.waitUntil(() => info(client, `cluster_known_nodes:${count}`), { timeout: patience });
  }
  for (const [index, client] of clients.entries()) {
    const master = clients[index % slotRanges.length];
    if (master && master !== client) {
      const id = String(await master.sendCommand(["CLUSTER", "MYID"]));
      await client.sendCommand(["CLUSTER", "REPLICATE", id]);
      await vi.waitUntil(
        async () =>
          String(await client.sendCommand(["INFO", "replication"])).includes("master_link_status:up"),
        { timeout: patience },
      );
    }
  }
  for (const client of clients) {
    await vi.waitUntil(() => info(client, "cluster_state:ok"), { timeout: patience });
    client.destroy();
  }
  return nodes;
}

/** Waits until each replica has what its master had. */
export async function replicate(nodes: readonly RedisServer[]): Promise<void> {
  for (const [index, master] of nodes.slice(0, slotRanges.length).entries()) {
    const wanted = await offsetOf(master);
    await vi.waitUntil(async () => (await offsetOf(replicaOf(nodes, index))) >= wanted, {
      timeout: patience,
    });
  }
}

/** Makes the replica of a master a master in its place, as the nodes do where they take that for failed. */
export async function promoteReplica(nodes: readonly RedisServer[], master: number): Promise<void> {
  await ask(replicaOf(nodes, master), "CLUSTER", "FAILOVER", "TAKEOVER");
}

/** True if a node has a key of this form, by the patterns of Redis's command KEYS. */
export async function holdsKey(node: RedisServer, pattern: string): Promise<boolean> {
  return (await ask(node, "KEYS", pattern)) !== "";
}

async function offsetOf(node: RedisServer): Promise<number> {
  return Number(/master_repl_offset:(\d+)/.exec(await ask(node, "INFO", "replication"))?.[1]);
}

function replicaOf(nodes: readonly RedisServer[], master: number): RedisServer {
  const replica = nodes[slotRanges.length + master];
  if (!replica) {
    throw new Error("The cluster has no replicas.");
  }
  return replica;
}

async function ask({ url }: RedisServer, ...command: string[]): Promise<string> {
  const client = await createClient({ url }).connect();
  const answer = await client.sendCommand(command);
  client.destroy();
  return String(answer);
}
