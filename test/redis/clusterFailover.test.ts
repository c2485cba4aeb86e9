import { describe, expect, onTestFinished, test } from "vitest";
import { startApp } from "../support/app/startApp.js";
import { untilReady } from "../support/app/untilReady.js";
import { holdsKey, promoteReplica, replicate, startRedisCluster } from "../support/redis/redisCluster.js";
import type { RedisServer } from "../support/redis/redisServer.js";
import { redisTimes } from "../support/redis/redisTimes.js";
import { TenantStub } from "../support/tenant/tenantStub.js";
import { signIn, type Visitor, visitorOf } from "../support/visitors/signInByHttp.js";

async function startNodes(): Promise<RedisServer[]> {
  const nodes = await startRedisCluster({ replicas: 1 });
  onTestFinished(async () => void (await Promise.all(nodes.map((node) => node.close()))));
  return nodes;
}

async function startOn(node: RedisServer | undefined) {
  const tenant = await TenantStub.start();
  onTestFinished(() => tenant.close());
  const settings = { REDIS_URL: node?.url, REDIS_CLUSTER: "true", AUTH_RATE_LIMIT: "1000" };
  const app = await startApp({ AUTHORITY: tenant.authority, ...settings }, undefined, { redisTimes });
  onTestFinished(app.close);
  return { ...app, tenant };
}

describe("a cluster that loses a node and makes its replica a master", () => {
  test.each([
    ["that of the URL", 0],
    ["another", 1],
  ])("is used again where the node, %s, has fallen silent", async (_which, index) => {
    const nodes = await startNodes();
    const silent = nodes[index] ?? expect.fail("The cluster has no such node.");
    const { tenant, ...app } = await startOn(nodes[0]);
    await untilReady(app);
    const people: Visitor[] = [];
    // Which node has whose session is chance: of twelve people, in 1 of 130 runs it has nobody's.
    while (people.length < 12 || !(await holdsKey(silent, "*session:*"))) {
      const person = visitorOf(app);
      await expect.poll(async () => (await signIn(person, tenant)).status).toBe(200);
      people.push(person);
    }
    const statuses = () => Promise.all(people.map(async (person) => (await person.get("/users/id")).status));
    await expect.poll(statuses).toEqual(people.map(() => 200));
    await replicate(nodes);
    silent.freeze();
    await expect.poll(async () => (await statuses()).includes(503)).toBe(true);
    await promoteReplica(nodes, index);
    await expect.poll(statuses).toEqual(people.map(() => 200));
    await untilReady(app);
  });

  test("is used by an instance that starts meanwhile", async () => {
    const nodes = await startNodes();
    await nodes[1]?.stop();
    const { tenant, ...app } = await startOn(nodes[0]);
    await promoteReplica(nodes, 1);
    await untilReady(app);
    for (const person of Array.from({ length: 12 }, () => visitorOf(app))) {
      await expect.poll(async () => (await signIn(person, tenant)).status).toBe(200);
      await expect.poll(async () => (await person.get("/users/id")).status).toBe(200);
    }
  });
});
