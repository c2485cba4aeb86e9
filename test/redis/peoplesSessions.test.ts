import { afterAll, describe, expect, test } from "vitest";
import { startApp } from "../support/app/startApp.js";
import { untilReady } from "../support/app/untilReady.js";
import { RedisServer } from "../support/redis/redisServer.js";
import { tokenOfBen, tokenOfNewPerson } from "../support/tenant/people.js";
import { TenantStub } from "../support/tenant/tenantStub.js";
import { endOthers, pressOnSessionsPage, sessionsPage } from "../support/visitors/sessionsPage.js";
import { signIn, visitorOf } from "../support/visitors/signInByHttp.js";

const redis = await RedisServer.start();
const tenant = await TenantStub.start();
const shared = { AUTHORITY: tenant.authority, REDIS_URL: redis.url };
const here = await startApp(shared);
const there = await startApp(shared);
await Promise.all([here, there].map(untilReady));

afterAll(async () => {
  await Promise.all([here.close(), there.close()]);
  await tenant.close();
  await redis.close();
});

/** Signs a person in at both instances, twice at the other one. */
async function signedInEverywhere() {
  const token = tokenOfNewPerson(tenant);
  const visitors = [visitorOf(here), visitorOf(there), visitorOf(there)] as const;
  for (const visitor of visitors) {
    await signIn(visitor, tenant, token);
  }
  return visitors;
}

describe("a person who is signed in at two instances", () => {
  test("sees all of it at each of them, and ends one session of the other instance", async () => {
    const [one, second, third] = await signedInEverywhere();
    expect((await sessionsPage(second)).ends).toHaveLength(2);
    const { ends } = await sessionsPage(one);
    expect(ends).toHaveLength(2);
    expect((await pressOnSessionsPage(one, `${ends[0]}`)).status).toBe(303);
    expect((await sessionsPage(one)).ends).toEqual([ends[1]]);
    await one.get("/users/id").expect(200);
    const statuses = [await second.get("/users/id"), await third.get("/users/id")].map(
      ({ status }) => status,
    );
    expect(statuses.sort()).toEqual([200, 302]);
  });

  test("ends all others, wherever they are, and nobody else's", async () => {
    const [one, second, third] = await signedInEverywhere();
    const ben = visitorOf(there);
    await signIn(ben, tenant, tokenOfBen(tenant));
    expect((await pressOnSessionsPage(second, endOthers)).status).toBe(303);
    await one.get("/users/id").expect(302);
    await second.get("/users/id").expect(200);
    await third.get("/users/id").expect(302);
    await ben.get("/users/id").expect(200);
  });
});
