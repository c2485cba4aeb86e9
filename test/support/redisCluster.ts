import { createClient } from "redis";
import { vi } from "vitest";
import { RedisServer } from "./redisServer.js";

const slotRanges = [
  ["0", "5460"],
  ["5461", "10922"],
  ["10923", "16383"],
] as const;

/** Starts a Redis cluster of three nodes, each with a third of the keys. */
export async function startRedisCluster(): Promise<RedisServer[]> {
  const nodes = await Promise.all(slotRanges.map(() => RedisServer.start("--cluster-enabled", "yes")));
  const clients = await Promise.all(nodes.map(({ url }) => createClient({ url }).connect()));
  const [first] = nodes;
  for (const [index, client] of clients.entries()) {
    await client.sendCommand(["CLUSTER", "ADDSLOTSRANGE", ...(slotRanges[index] ?? [])]);
    await client.sendCommand(["CLUSTER", "MEET", "127.0.0.1", new URL(first?.url ?? "").port]);
  }
  for (const client of clients) {
    await vi.waitUntil(
      async () => {
        const info = String(await client.sendCommand(["CLUSTER", "INFO"]));
        return info.includes("cluster_state:ok") && info.includes("cluster_known_nodes:3");
      },
      { timeout: 20_000 },
    );
    client.destroy();
  }
  return nodes;
}
