import { execFileSync } from "node:child_process";
import { createClient } from "redis";
import { afterAll, describe, expect, test } from "vitest";
import { createRedisStorage } from "../../src/session/redis/redisStorage.js";
import { createMemoryLog } from "../support/app/memoryLog.js";
import { RedisServer } from "../support/redis/redisServer.js";
import { patientTimes, redisTimes } from "../support/redis/redisTimes.js";

const redis = await RedisServer.start();
const log = createMemoryLog();
const storage = createRedisStorage(
  { sessionIdle: 60_000, sessionLifetime: 60_000 },
  { url: redis.url, cluster: false, prefix: "test:", ...patientTimes, timeLimit: redisTimes.timeLimit },
  log,
);

const admin = await createClient({ url: redis.url }).connect();

afterAll(async () => {
  admin.destroy();
  await storage.close();
  await redis.close();
});

/** As a machine that is paused does, and a long garbage collection: until Redis has answered, and for so long at least. */
function standStill(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  execFileSync(process.execPath, ["--input-type=module", "--eval", waitForKey], { stdio: "inherit" });
}

const waitForKey = `
  import { createClient } from ${JSON.stringify(import.meta.resolve("redis"))};
  const client = await createClient({ url: "${redis.url}" }).connect();
  while (!(await client.exists("test:check"))) {}
  client.destroy();`;

describe("a process that stands still for longer than Redis has to answer", () => {
  test("hears the answer afterwards, and does not take Redis for away", async () => {
    await expect.poll(() => storage.check().then(() => "well")).toBe("well");
    await admin.del("test:check");
    const said = log.lines.length;
    const answer = storage.check();
    // The command leaves in the next turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    standStill(redisTimes.timeLimit + 1);
    await expect(answer).resolves.toBeUndefined();
    expect(log.lines.slice(said)).toEqual([]);
  });
});
