import { describe, expect, it, onTestFinished } from "vitest";
import { startRedisCluster } from "../support/redisCluster.js";
import type { RedisServer } from "../support/redisServer.js";
import { signIn, visitorOf } from "../support/signInByHttp.js";
import type { TestApp } from "../support/startApp.js";
import { startAppWithStub } from "../support/tenantStub.js";

async function startNodes(): Promise<RedisServer[]> {
  const nodes = await startRedisCluster({ replicas: 1 });
  onTestFinished(async () => void (await Promise.all(nodes.map((node) => node.close()))));
  return nodes;
}

async function startOn(node: RedisServer | undefined) {
  const settings = { REDIS_URL: node?.url, REDIS_CLUSTER: "true", AUTH_RATE_LIMIT: "1000" };
  const started = await startAppWithStub(settings);
  onTestFinished(started.close);
  return started;
}

async function isReady(app: TestApp): Promise<boolean> {
  return (await visitorOf(app).get("/readyz")).status === 200;
}

describe("a cluster that loses a node and makes its replica a master", () => {
  it.each([
    ["that of the URL", 0],
    ["another", 1],
  ])("is used again where the node, %s, has fallen silent", { timeout: 60_000 }, async (_which, index) => {
    const nodes = await startNodes();
    const { tenant, ...app } = await startOn(nodes[0]);
    await expect.poll(() => isReady(app), { timeout: 10_000 }).toBe(true);
    // Enough that each node has some of their sessions.
    const people = Array.from({ length: 12 }, () => visitorOf(app));
    for (const person of people) {
      await signIn(person, tenant);
    }
    const statuses = () => Promise.all(people.map(async (person) => (await person.get("/users/id")).status));
    expect(await statuses()).toEqual(people.map(() => 200));
    nodes[index]?.freeze();
    await expect.poll(async () => (await statuses()).includes(503), { timeout: 10_000 }).toBe(true);
    await expect.poll(statuses, { timeout: 20_000, interval: 200 }).toEqual(people.map(() => 200));
    expect(await isReady(app)).toBe(true);
  });

  it("is used by an instance that starts meanwhile", { timeout: 60_000 }, async () => {
    const nodes = await startNodes();
    await nodes[1]?.stop();
    const { tenant, ...app } = await startOn(nodes[0]);
    await expect.poll(() => isReady(app), { timeout: 20_000, interval: 200 }).toBe(true);
    for (const person of Array.from({ length: 12 }, () => visitorOf(app))) {
      await expect.poll(async () => (await signIn(person, tenant)).status, { timeout: 20_000 }).toBe(200);
      await person.get("/users/id").expect(200);
    }
  });
});
