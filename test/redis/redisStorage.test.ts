import { promisify } from "node:util";
import { Cookie, type SessionData } from "express-session";
import { createClient } from "redis";
import { afterAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { createRedisStorage } from "../../src/redis/redisStorage.js";
import { createMemoryLog } from "../support/memoryLog.js";
import { RedisServer } from "../support/redisServer.js";
import { signIn, visitorOf } from "../support/signInByHttp.js";
import { startAppWithStub } from "../support/tenantStub.js";

const redis = await RedisServer.start();
const client = createClient({ url: redis.url });
await client.connect();

const times = { sessionIdle: 60_000, sessionLifetime: 120_000 };

function storageOfAnInstance() {
  const storage = createRedisStorage(
    times,
    { url: redis.url, cluster: false, prefix: "test:" },
    createMemoryLog(),
  );
  const { sessions } = storage;
  return {
    ...storage,
    get: promisify<string, SessionData | null | undefined>(sessions.get.bind(sessions)),
    set: promisify<string, SessionData>(sessions.set.bind(sessions)),
    touch: promisify((id: string, session: SessionData, done: () => void) =>
      sessions.touch?.(id, session, done),
    ),
  };
}

const one = storageOfAnInstance();
const other = storageOfAnInstance();

afterAll(async () => {
  await one.close();
  await other.close();
  client.destroy();
  await redis.close();
});

function aSession(signedIn: string) {
  return { cookie: new Cookie(), signedIn };
}

describe("the storage in Redis", () => {
  it("gives one instance the session that another has stored, for as long as it may be idle", async () => {
    await expect.poll(() => one.check().then(() => "ok")).toBe("ok");
    await one.set("shared", aSession("ada"));
    expect(await other.get("shared")).toMatchObject({ signedIn: "ada" });
    expect(await client.ttl("test:session:shared")).toBe(60);
  });

  it("lets a session live on when it is used", async () => {
    await one.set("used", aSession("ada"));
    await client.expire("test:session:used", 5);
    await other.touch("used", aSession("ada"));
    expect(await client.ttl("test:session:used")).toBe(60);
  });

  it("knows no session that is not there", async () => {
    expect(await one.get("unknown")).toBeNull();
  });

  it.each(["garbled", "null", "[]", "{}", '{"cookie":"none"}', '{"cookie":{"originalMaxAge":"soon"}}'])(
    "takes %s for a session of nobody",
    async (stored) => {
      await client.set("test:session:odd", stored);
      expect((await one.get("odd"))?.signedIn).toBeUndefined();
    },
  );

  it("ends all sessions of a tenant's session, whichever instance made them, and no others", async () => {
    for (const [storage, id] of [
      [one, "a"],
      [other, "b"],
      [other, "c"],
    ] as const) {
      await storage.set(id, aSession(id));
      await storage.tenantSessions.add(id === "c" ? "another" : "tenant's", id);
    }
    await one.tenantSessions.end("tenant's");
    expect(await Promise.all(["a", "b", "c"].map((id) => other.get(id)))).toEqual([
      null,
      null,
      expect.objectContaining({ signedIn: "c" }),
    ]);
    expect(await client.exists("test:tenant-session:tenant's")).toBe(0);
  });

  it("forgets that a session was noted when the tenant's session ends", async () => {
    await one.tenantSessions.add("noted", "a");
    expect(await other.tenantSessions.has("noted", "a")).toBe(true);
    await other.tenantSessions.end("noted");
    expect(await one.tenantSessions.has("noted", "a")).toBe(false);
  });

  it("is not well where Redis takes nothing in", async () => {
    await client.configSet("maxmemory", "1");
    await expect(one.check()).rejects.toThrow(/OOM/);
    await client.configSet("maxmemory", "0");
    await one.check();
  });

  it("forgets which sessions belong together when none of them can be alive", async () => {
    await one.tenantSessions.add("expiring", "a");
    expect(await client.ttl("test:tenant-session:expiring")).toBe(120);
  });
});

describe("the index of the tenant's sessions", () => {
  it("forgets a session of the tenant before those that belong to it, so that none is added meanwhile", async () => {
    const { sessions, tenantSessions } = one;
    await tenantSessions.add("key", "session");
    let isNoted: Promise<boolean> | undefined;
    const destroy = vi.spyOn(sessions, "destroy").mockImplementation(async (id, done) => {
      isNoted = tenantSessions.has("key", id);
      done?.();
    });
    onTestFinished(() => destroy.mockRestore());
    await tenantSessions.end("key");
    expect(await isNoted).toBe(false);
  });

  it("keeps a session that is added while those before it are ended", async () => {
    const { tenantSessions } = one;
    const ended = tenantSessions.end("added to");
    await tenantSessions.add("added to", "new");
    await ended;
    expect(await tenantSessions.has("added to", "new")).toBe(true);
  });

  it("keeps those that could not be ended, so that they end when the tenant tells it again", async () => {
    const { sessions, tenantSessions } = one;
    await one.set("left", aSession("ada"));
    await tenantSessions.add("told twice", "left");
    vi.spyOn(sessions, "destroy").mockImplementationOnce((_id, done) => done?.(new Error("away")));
    onTestFinished(() => void vi.restoreAllMocks());
    await expect(tenantSessions.end("told twice")).rejects.toThrow("away");
    await tenantSessions.end("told twice");
    expect(await one.get("left")).toBeNull();
  });
});

it("Every key has the prefix, and an end", async () => {
  const prefix = "shop:";
  const settings = { REDIS_URL: redis.url, REDIS_PREFIX: prefix, AUTH_RATE_LIMIT: "100" };
  const { tenant, ...app } = await startAppWithStub(settings);
  onTestFinished(app.close);
  await expect.poll(async () => (await visitorOf(app).get("/readyz")).status).toBe(200);
  const before = await client.keys("*");
  await signIn(visitorOf(app), tenant, { idToken: (claims) => tenant.sign({ ...claims, sid: "sid" }) });
  const keys = [...(await client.keys(`${prefix}*`))].sort();
  expect(keys.map((key) => key.split(":")[1])).toEqual(["check", "rate-limit", "session", "tenant-session"]);
  expect(await client.keys("*")).toHaveLength(new Set([...before, ...keys]).size);
  for (const key of keys) {
    expect(await client.ttl(key)).toBeGreaterThan(0);
  }
});
