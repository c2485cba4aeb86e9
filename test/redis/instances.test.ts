import { afterAll, describe, expect, test } from "vitest";
import { startApp } from "../support/app/startApp.js";
import { untilReady } from "../support/app/untilReady.js";
import { RedisServer } from "../support/redis/redisServer.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { signIn, visitorOf } from "../support/visitors/signInByHttp.js";

const redis = await RedisServer.start();
const environment = { REDIS_URL: redis.url, AUTH_RATE_LIMIT: "20" };
const { tenant, ...one } = await startAppWithStub(environment);
// As behind a load balancer: both have the same settings, and so the same cookies.
const shared = { AUTHORITY: tenant.authority, REDIRECT_URI: one.config.redirectUri };
const other = await startApp({ ...environment, ...shared });
await Promise.all([one, other].map(untilReady));

afterAll(async () => {
  await other.close();
  await one.close();
  await redis.close();
});

describe("two instances on one Redis", () => {
  test("know the same people", async () => {
    const person = visitorOf(one);
    const [cookie] = (await signIn(person, tenant)).get("Set-Cookie")?.slice(-1) ?? [];
    const { text } = await visitorOf(other)
      .get("/")
      .set("Cookie", String(cookie).split(";")[0] ?? "");
    expect(text).toContain("Hello, Ada Winters");
  });

  test("count the requests of an address together", async () => {
    const statuses = new Set<number>();
    for (let request = 0; request < 12; request += 1) {
      for (const app of [one, other]) {
        statuses.add((await visitorOf(app).get("/auth/signin?moved=1")).status);
      }
    }
    expect(statuses).toEqual(new Set([302, 429]));
  });
});
