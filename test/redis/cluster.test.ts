import { afterAll, describe, expect, test } from "vitest";
import { startApp } from "../support/app/startApp.js";
import { untilReady } from "../support/app/untilReady.js";
import { startRedisCluster } from "../support/redis/redisCluster.js";
import { redisTimes } from "../support/redis/redisTimes.js";
import { TenantStub } from "../support/tenant/tenantStub.js";
import { signIn, visitorOf } from "../support/visitors/signInByHttp.js";

const nodes = await startRedisCluster();
const tenant = await TenantStub.start();
const settings = {
  AUTHORITY: tenant.authority,
  REDIS_URL: nodes[0]?.url,
  REDIS_CLUSTER: "true",
  AUTH_RATE_LIMIT: "1000",
};
const patientApp = await startApp(settings);
/** It may find Redis away where that is slow, and so has to be asked again until Redis is well. */
const hastyApp = await startApp(settings, undefined, { redisTimes });

afterAll(async () => {
  await Promise.all([patientApp.close(), hastyApp.close()]);
  await tenant.close();
  await Promise.all(nodes.map((node) => node.close()));
});

describe("a Redis cluster", () => {
  test("keeps sessions on all its nodes, and ends those of a tenant's session wherever they are", async () => {
    const app = patientApp;
    await untilReady(app);
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

  test.each([
    ["are gone", patientApp, "stop", "start"],
    ["answer nothing", hastyApp, "freeze", "thaw"],
  ] as const)("heals by itself after its nodes %s, and says so in the log", async (_how, app, away, back) => {
    const state = async () => (await visitorOf(app).get("/readyz")).status;
    const person = visitorOf(app);
    await expect.poll(async () => (await signIn(person, tenant)).status).toBe(200);
    const before = app.logLines.length;
    await Promise.all(nodes.map((node) => node[away]()));
    await expect.poll(state).toBe(503);
    await Promise.all(nodes.map((node) => node[back]()));
    await expect.poll(state).toBe(200);
    await expect.poll(async () => (await person.get("/users/id")).status).toBe(200);
    const told = app.logLines.slice(before).filter((line) => line.includes("Redis is"));
    expect(told).toContainEqual(expect.stringContaining("Redis is away"));
    expect(told).toContainEqual(expect.stringContaining("Redis is back"));
  });
});
