import { createClient } from "redis";
import { afterAll, describe, expect, test } from "vitest";
import { untilReady } from "../support/app/untilReady.js";
import { RedisServer } from "../support/redis/redisServer.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { visitorOf } from "../support/visitors/signInByHttp.js";

const redis = await RedisServer.start();
const admin = createClient({ url: redis.url });
await admin.connect();
const app = await startAppWithStub({ REDIS_URL: redis.url, AUTH_RATE_LIMIT: "3" });

afterAll(async () => {
  await app.close();
  admin.destroy();
  await redis.close();
});

async function statuses(): Promise<number[]> {
  const answers: number[] = [];
  for (let request = 0; request < 5; request += 1) {
    answers.push((await visitorOf(app).get("/auth/signin")).status);
  }
  return answers;
}

describe("the rate limit in Redis", () => {
  test("counts again after Redis has forgotten the scripts and refused to load them", async () => {
    await untilReady(app);
    await admin.sendCommand(["ACL", "SETUSER", "default", "-script"]);
    await admin.sendCommand(["SCRIPT", "FLUSH"]).catch(() => undefined);
    expect(await statuses()).toEqual([302, 302, 302, 302, 302]);
    await admin.sendCommand(["ACL", "SETUSER", "default", "+script"]);
    expect(await statuses()).toEqual([302, 302, 302, 429, 429]);
  });
});
