import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { createRedisStorage } from "../../src/session/redis/redisStorage.js";
import { createMemoryLog } from "../support/app/memoryLog.js";
import { RedisServer } from "../support/redis/redisServer.js";
import { patientTimes, type RedisTimes, redisTimes } from "../support/redis/redisTimes.js";

const redis = await RedisServer.start();

/** Stands between, so that a connection can fall silent while new ones work. */
const sockets: Socket[] = [];
let greets = true;
const between = createServer((socket) => {
  sockets.push(socket);
  if (!greets) {
    socket.on("error", () => socket.destroy()).resume();
    return;
  }
  const upstream = connect(Number(new URL(redis.url).port), "127.0.0.1");
  socket.pipe(upstream).pipe(socket);
  for (const end of [socket, upstream]) {
    end.on("error", () => end.destroy());
  }
  sockets.push(upstream);
}).listen(0, "127.0.0.1");
await once(between, "listening");
const address = between.address();
const port = typeof address === "object" ? address?.port : undefined;

function startStorage(times: Partial<RedisTimes>) {
  const log = createMemoryLog();
  const storage = createRedisStorage(
    { sessionIdle: 60_000, sessionLifetime: 60_000 },
    { url: `redis://127.0.0.1:${port}`, cluster: false, prefix: "test:", ...patientTimes, ...times },
    log,
  );
  onTestFinished(() => storage.close());
  return { storage, log };
}

afterAll(async () => {
  for (const socket of sockets) {
    socket.destroy();
  }
  between.close();
  await redis.close();
});

describe("a connection to Redis that falls silent", () => {
  test("is replaced by a new one", async () => {
    const { storage } = startStorage({ timeLimit: redisTimes.timeLimit });
    await expect.poll(() => storage.check().then(() => "well")).toBe("well");
    for (const socket of sockets) {
      socket.unpipe();
      socket.pause();
    }
    await expect(storage.check()).rejects.toThrow("Redis does not answer.");
    await expect.poll(() => storage.check().then(() => "well")).toBe("well");
  });

  test("is replaced by a new one though it has never spoken", async () => {
    const { storage, log } = startStorage({ longestSilence: redisTimes.longestSilence });
    await expect.poll(() => storage.check().then(() => "well")).toBe("well");
    greets = false;
    for (const socket of sockets) {
      socket.destroy();
    }
    await once(between, "connection");
    greets = true;
    await expect.poll(() => storage.check().then(() => "well")).toBe("well");
    expect(log.lines.at(-2)).toMatch(/^warn Redis is away: /);
    expect(log.lines.at(-1)).toBe("info Redis is back.");
  });
});
