import { afterAll, expect, test } from "vitest";
import { untilReady } from "../support/app/untilReady.js";
import { RedisServer } from "../support/redis/redisServer.js";
import { startMeasuring } from "../support/telemetry/startMeasuring.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { signIn, signOut, visitorOf } from "../support/visitors/signInByHttp.js";

const redis = await RedisServer.start();
const { tenant, ...app } = await startAppWithStub({ REDIS_URL: redis.url });

afterAll(async () => {
  await app.close();
  await redis.close();
});

test("sessions in Redis are counted where they are used, and its commands by their names", async () => {
  await untilReady(app);
  const measuring = await startMeasuring();
  const active = async () => (await measuring.samples()).entra_session_active ?? Number.NaN;
  // Apps of other files in this process may have some in memory.
  const before = await active();
  const visitors = [visitorOf(app), visitorOf(app), visitorOf(app)] as const;
  for (const visitor of visitors) {
    await signIn(visitor, tenant);
    await visitor.get("/users/id").expect(200);
  }
  expect(await active()).toBe(before + 3);
  await signOut(visitors[0]).expect(200);
  expect(await active()).toBe(before + 2);
  const samples = await measuring.samples();
  const count = (command: string) =>
    samples[`db_client_operation_duration_count{db_system_name="redis",db_operation_name="${command}"}`];
  for (const command of ["GET", "SET", "EXPIRE", "DEL", "EVAL"]) {
    expect([command, count(command)]).toEqual([command, expect.any(Number)]);
  }
  expect(Object.keys(samples).filter((name) => /^db_.*_OTHER/.test(name))).toEqual([]);
});
