import { createClient } from "redis";
import { afterAll, describe, expect, test } from "vitest";
import { createRedisStorage } from "../../src/session/redis/redisStorage.js";
import { createMemoryLog } from "../support/app/memoryLog.js";
import { Relay } from "../support/network/relay.js";
import { RedisServer } from "../support/redis/redisServer.js";
import { patientTimes } from "../support/redis/redisTimes.js";

const primary = await RedisServer.start();
const replica = await RedisServer.start();

/** A name that leads to another Redis after a failover. */
const name = await Relay.start(portOf(primary));

const log = createMemoryLog();
const storage = createRedisStorage(
  { sessionIdle: 60_000, sessionLifetime: 60_000 },
  { url: `redis://127.0.0.1:${name.port}`, cluster: false, prefix: "test:", ...patientTimes },
  log,
);
const admin = await createClient({ url: primary.url }).connect();

afterAll(async () => {
  admin.destroy();
  await storage.close();
  await name.close();
  await primary.close();
  await replica.close();
});

function portOf(server: RedisServer): number {
  return Number(new URL(server.url).port);
}

const isWell = () => storage.check().then(() => "well");

describe("a connection to Redis that stands although Redis does not serve", () => {
  test("is well again after an error that Redis has answered, and the log says so", async () => {
    await expect.poll(isWell).toBe("well");
    await admin.sendCommand(["ACL", "SETUSER", "default", "-ping"]);
    await expect.poll(() => log.lines.at(-1)).toMatch(/^warn Redis is away: .*NOPERM/);
    await admin.sendCommand(["ACL", "SETUSER", "default", "+ping"]);
    await expect.poll(() => log.lines.at(-1)).toBe("info Redis is back.");
  });

  test("is replaced by a new one where it leads to what has become a replica", async () => {
    await expect.poll(isWell).toBe("well");
    name.leadNewTo(portOf(replica));
    await admin.sendCommand(["REPLICAOF", "127.0.0.1", String(portOf(replica))]);
    await expect(storage.check()).rejects.toThrow("READONLY");
    await expect.poll(isWell).toBe("well");
    expect(log.lines.at(-1)).toBe("info Redis is back.");
  });
});
