import { promisify } from "node:util";
import { Cookie, type SessionData } from "express-session";
import { createClient } from "redis";
import supertest from "supertest";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { createRedisStorage } from "../../src/session/redis/redisStorage.js";
import { tenantSessionKey } from "../../src/session/signOut/signOutKey.js";
import { describeStorage, sessionsOf } from "../session/storageContract.js";
import { createMemoryLog } from "../support/app/memoryLog.js";
import { createSessionApp } from "../support/app/sessionApp.js";
import { sessionIdIn } from "../support/app/sessionCookie.js";
import { untilReady } from "../support/app/untilReady.js";
import { RedisServer } from "../support/redis/redisServer.js";
import { patientTimes } from "../support/redis/redisTimes.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { sessionCookieIn, signIn, visitorOf } from "../support/visitors/signInByHttp.js";

const redis = await RedisServer.start();
const client = createClient({ url: redis.url });
await client.connect();

/** In seconds. */
const hour = 60 * 60;
const day = 24 * hour;

function storageOfAnInstance() {
  const storage = createRedisStorage(
    { sessionIdle: hour * 1000, sessionLifetime: day * 1000 },
    { url: redis.url, cluster: false, prefix: "test:", ...patientTimes },
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

/** Expects that what is done lets a key live for so many seconds from then. */
async function expectLifetime(key: string, seconds: number, act: () => Promise<unknown>): Promise<void> {
  const before = Date.now();
  await act();
  const after = Date.now();
  const begin = (await client.pExpireTime(key)) - seconds * 1000;
  expect(begin).toBeGreaterThanOrEqual(before);
  expect(begin).toBeLessThanOrEqual(after);
}

function aSession(signedIn: string) {
  return { cookie: new Cookie(), signedIn };
}

describe("the storage in Redis", () => {
  test("gives one instance the session that another has stored, for as long as it may be idle", async () => {
    await expect.poll(() => one.check().then(() => "ok")).toBe("ok");
    await expectLifetime("test:session:shared", hour, () => one.set("shared", aSession("ada")));
    expect(await other.get("shared")).toMatchObject({ signedIn: "ada" });
  });

  test("lets a session live on when it is used", async () => {
    await one.set("used", aSession("ada"));
    await client.expire("test:session:used", hour / 2);
    await expectLifetime("test:session:used", hour, () => other.touch("used", aSession("ada")));
  });

  test.each(["garbled", "null", "[]", "{}", '{"cookie":"none"}', '{"cookie":{"originalMaxAge":"soon"}}'])(
    "takes %s for a session of nobody",
    async (stored) => {
      await client.set("test:session:odd", stored);
      expect((await one.get("odd"))?.signedIn).toBeUndefined();
    },
  );

  test("is not well where Redis takes nothing in", async () => {
    await client.configSet("maxmemory", "1");
    await expect(one.check()).rejects.toThrow(/OOM/);
    await client.configSet("maxmemory", "0");
    await one.check();
  });
});

describeStorage("in Redis", one, other);

describe("the ids of sessions that end together", () => {
  const { add, destroy } = sessionsOf(one);
  const noted = (tenantSession: string) => client.zRange(`test:together:${tenantSession}`, 0, -1);

  test("are noted for as long as the sessions live, and a minute longer", async () => {
    await expectLifetime("test:together:lifetime", hour + 60, () => add("living", "lifetime"));
    await client.expire("test:together:lifetime", hour / 2);
    const session = { ...aSession("ada"), tenantSession: "lifetime" };
    await expectLifetime("test:together:lifetime", hour + 60, () => other.touch("living", session));
  });

  test("go with a session that ends by itself, when another begins", async () => {
    await add("idle", "of many");
    await client.zAdd("test:together:of many", { value: "idle", score: Date.now() / 1000 - 1 });
    await add("new", "of many");
    expect(await noted("of many")).toEqual(["new"]);
  });

  test("go with a session that is replaced, however often somebody signs in", async () => {
    for (let count = 0; count < 50; count += 1) {
      await add(`replaced ${count}`, "replaced");
      await destroy(`replaced ${count}`);
    }
    expect(await noted("replaced")).toEqual([]);
  });

  test("are not noted again by a request that was under way when the session ended", async () => {
    await add("touched", "touched");
    await one.signOuts.signOut("touched");
    await other.touch("touched", { ...aSession("ada"), tenantSession: "touched" });
    expect(await noted("touched")).toEqual([]);
  });

  test("are not noted again by a request that changes the session, and was under way when it ended", async () => {
    const key = `${tenantSessionKey({ sid: "changed" })}`;
    const app = createSessionApp({}, one);
    app.get("/change", async (request, response) => {
      await other.signOuts.signOut(key);
      Object.assign(request.session, { basket: ["a book"] });
      response.end();
    });
    const visitor = supertest.agent(app);
    await visitor.get("/in?sid=changed").expect(200);
    expect(await noted(key)).toHaveLength(1);
    await visitor.get("/change").expect(200);
    expect(await noted(key)).toEqual([]);
  });

  test("stay where a session could not be ended, so that it ends when the sign-out is told again", async () => {
    await add("left", "told twice");
    await client.sendCommand(["ACL", "SETUSER", "default", "-del"]);
    await expect(one.signOuts.signOut("told twice")).rejects.toThrow("NOPERM");
    await client.sendCommand(["ACL", "SETUSER", "default", "+del"]);
    expect(await noted("told twice")).toEqual(["left"]);
    await one.signOuts.signOut("told twice");
    expect(await one.get("left")).toBeNull();
  });

  test("may be no text, which nobody can name to Redis: the sign-out ends all the same", async () => {
    await add("beside", "no text");
    const noText = Buffer.from([0xff, 0xfe]);
    await client.sendCommand(["ZADD", "test:together:no text", "9999999999", noText]);
    await one.signOuts.signOut("no text");
    expect(await one.get("beside")).toBeNull();
  });
});

describe("the ids of a person's sessions", () => {
  const ofPerson = (person: string) => ({ ...aSession("ada"), person });
  const noted = (person: string) => client.zRange(`test:person:${person}`, 0, -1);

  test("are noted for as long as sessions can live, and a minute longer", async () => {
    await expectLifetime("test:person:lasting", day + 60, () => one.set("lasting", ofPerson("lasting")));
  });

  test("go with a session that is destroyed", async () => {
    await one.set("replaced of a person", ofPerson("replacing"));
    await sessionsOf(other).destroy("replaced of a person");
    expect(await noted("replacing")).toEqual([]);
  });

  test("go when they are listed, if their session has ended by itself", async () => {
    await one.set("gone", ofPerson("idle"));
    await one.set("living", ofPerson("idle"));
    await client.del("test:session:gone");
    expect(await other.people.list("idle", 100)).toMatchObject([{ id: "living" }]);
    expect(await noted("idle")).toEqual(["living"]);
  });

  test("cost nothing when the session is used", async () => {
    await one.set("often used", ofPerson("busy"));
    await client.configResetStat();
    await other.touch("often used", ofPerson("busy"));
    const stats = await client.info("commandstats");
    expect(stats).toMatch(/cmdstat_expire:calls=1,/);
    expect(stats).not.toMatch(/cmdstat_(eval|zadd)/);
  });
});

describe("the tokens of a session in Redis", () => {
  const withTokens = { ...aSession("ada"), hasTokens: true as const };

  test("are kept for as long as the session may be idle", async () => {
    await one.set("holder", withTokens);
    await expectLifetime("test:tokens:holder", hour, () => one.tokens.set("holder", "tokens"));
  });

  test("live on when it is used", async () => {
    await one.set("used holder", withTokens);
    await one.tokens.set("used holder", "tokens");
    await client.expire("test:tokens:used holder", hour / 2);
    await expectLifetime("test:tokens:used holder", hour, () => other.touch("used holder", withTokens));
  });

  test("live on when a request changes it", async () => {
    const app = createSessionApp({}, one);
    app.get("/change", (request, response) => {
      Object.assign(request.session, { hasTokens: true, basket: request.query });
      response.end();
    });
    const visitor = supertest.agent(app);
    const key = `test:tokens:${sessionIdIn(sessionCookieIn(await visitor.get("/in")))}`;
    await client.set(key, "tokens", { EX: hour / 2 });
    await expectLifetime(key, hour, () => visitor.get("/change?book=1").expect(200));
  });

  test("cost a session without any no command when it is used", async () => {
    await one.set("plain", aSession("ada"));
    await client.configResetStat();
    await other.touch("plain", aSession("ada"));
    const stats = await client.info("commandstats");
    expect(stats).toMatch(/cmdstat_expire:calls=1,/);
  });

  test("are none where the session has ended by itself", async () => {
    await one.set("idle holder", withTokens);
    await client.del("test:session:idle holder");
    await other.tokens.set("idle holder", "refreshed");
    expect(await client.exists("test:tokens:idle holder")).toBe(0);
  });

  test("are none where Redis holds more than the app keeps", async () => {
    await one.set("swollen", withTokens);
    await client.set("test:tokens:swollen", "x".repeat(64 * 1024 + 1));
    expect(await one.tokens.get("swollen")).toBeUndefined();
  });

  test("go when their sign-out is told again, where they could not go with the session", async () => {
    await one.set("half gone", { ...withTokens, tenantSession: "half" });
    await one.tokens.set("half gone", "tokens");
    await client.sendCommand(["ACL", "SETUSER", "default", "resetkeys", "~test:s*", "~test:together:*"]);
    await expect(one.signOuts.signOut("half")).rejects.toThrow("NOPERM");
    await client.sendCommand(["ACL", "SETUSER", "default", "allkeys"]);
    expect(await one.get("half gone")).toBeNull();
    await one.signOuts.signOut("half");
    expect(await client.exists("test:tokens:half gone")).toBe(0);
  });
});

describe("the marks of sign-outs", () => {
  test("go when no answer from before can come any more", async () => {
    await client.zAdd("test:sign-outs", { value: "long ago", score: Date.now() - 17 * 60_000 });
    await expectLifetime("test:sign-outs", 16 * 60, () => one.signOuts.signOut("now"));
    expect(await client.zScore("test:sign-outs", "long ago")).toBeNull();
    expect(await client.zScore("test:sign-outs", "now")).not.toBeNull();
  });

  test("are at most 100,000, and the oldest go first", async () => {
    const score = Date.now() - 60_000;
    const marks = Array.from({ length: 100_000 }, (_, number) => ({
      value: `${number}`,
      score: score + number / 1e6,
    }));
    await client.del("test:sign-outs");
    await client.zAdd("test:sign-outs", marks);
    await one.signOuts.signOut("newest");
    expect(await client.zCard("test:sign-outs")).toBe(100_000);
    expect(await client.zScore("test:sign-outs", "0")).toBeNull();
    expect(await client.zScore("test:sign-outs", "newest")).not.toBeNull();
  });
});

test("Every key has the prefix, and an end", async () => {
  const prefix = "shop:";
  const settings = { REDIS_URL: redis.url, REDIS_PREFIX: prefix, AUTH_RATE_LIMIT: "100" };
  const { tenant, ...app } = await startAppWithStub(settings);
  onTestFinished(app.close);
  await untilReady(app);
  const before = await client.keys("*");
  await signIn(visitorOf(app), tenant, { idToken: (claims) => tenant.sign({ ...claims, sid: "sid" }) });
  const keys = [...(await client.keys(`${prefix}*`))].sort();
  expect(keys.map((key) => key.split(":")[1])).toEqual([
    "check",
    "person",
    "rate-limit",
    "session",
    "together",
  ]);
  expect(await client.keys("*")).toHaveLength(new Set([...before, ...keys]).size);
  for (const key of keys) {
    expect(await client.ttl(key)).toBeGreaterThan(0);
  }
});
