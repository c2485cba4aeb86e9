import { afterAll, describe, expect, it } from "vitest";
import { startRedisCluster } from "../support/redisCluster.js";
import { signIn, visitorOf } from "../support/signInByHttp.js";
import { startAppWithStub } from "../support/tenantStub.js";

const nodes = await startRedisCluster();
const { tenant, ...app } = await startAppWithStub({
  REDIS_URL: nodes[0]?.url,
  REDIS_CLUSTER: "true",
  AUTH_RATE_LIMIT: "1000",
});

afterAll(async () => {
  await app.close();
  await Promise.all(nodes.map((node) => node.close()));
});

describe("a Redis cluster", () => {
  it("keeps sessions on all its nodes, and ends those of a tenant's session wherever they are", async () => {
    await expect.poll(async () => (await visitorOf(app).get("/readyz")).status).toBe(200);
    const people = Array.from({ length: 12 }, () => visitorOf(app));
    for (const person of people) {
      await signIn(person, tenant, { idToken: (claims) => tenant.sign({ ...claims, sid: "of-all" }) });
      await person.get("/users/id").expect(200);
    }
    await visitorOf(app)
      .get("/auth/frontchannel-logout")
      .query({ iss: tenant.issuer, sid: "of-all" })
      .expect(200);
    for (const person of people) {
      await person.get("/users/id").expect(302);
    }
  });

  it.each([
    ["are gone", "stop", "start"],
    ["answer nothing", "freeze", "thaw"],
  ] as const)("heals by itself after its nodes %s, and says so in the log", async (_how, away, back) => {
    const state = async () => (await visitorOf(app).get("/readyz")).status;
    await expect.poll(state, { timeout: 15_000 }).toBe(200);
    const person = visitorOf(app);
    await signIn(person, tenant);
    const before = app.logLines.length;
    await Promise.all(nodes.map((node) => node[away]()));
    await expect.poll(state, { timeout: 15_000 }).toBe(503);
    await Promise.all(nodes.map((node) => node[back]()));
    await expect.poll(state, { timeout: 15_000 }).toBe(200);
    await person.get("/users/id").expect(200);
    const told = app.logLines.slice(before).filter((line) => line.includes("Redis is"));
    expect(told).toContainEqual(expect.stringContaining("Redis is away"));
    expect(told).toContainEqual(expect.stringContaining("Redis is back"));
  });
});
