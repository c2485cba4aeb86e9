import { afterAll, describe, expect, it } from "vitest";
import { createRedisStorage } from "../../src/redis/redisStorage.js";
import { createMemoryLog } from "../support/memoryLog.js";
import { RedisServer } from "../support/redisServer.js";

const redis = await RedisServer.start();
const log = createMemoryLog();
const storage = createRedisStorage(
  { sessionIdle: 60_000 },
  { url: redis.url, cluster: false, prefix: "test:" },
  log,
);

afterAll(async () => {
  await storage.close();
  await redis.close();
});

/** As a machine that is paused does, and a long garbage collection. */
function standStill(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

describe("a process that stands still for longer than Redis has to answer", () => {
  it("hears the answer afterwards, and does not take Redis for away", async () => {
    await expect.poll(() => storage.check().then(() => "well"), { timeout: 5_000 }).toBe("well");
    const answer = storage.check();
    standStill(1_000);
    await expect(answer).resolves.toBeUndefined();
    expect(log.lines).toEqual([]);
  });
});
