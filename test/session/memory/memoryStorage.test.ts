import { promisify } from "node:util";
import { Cookie, type SessionData, type Store } from "express-session";
import { afterEach, describe, expect, test, vi } from "vitest";
import { MemorySessions } from "../../../src/session/memory/memorySessions.js";
import { createMemoryStorage } from "../../../src/session/memory/memoryStorage.js";
import { describeStorage, sessionsOf } from "../storageContract.js";

function sessionOf(store: Store) {
  return {
    set: promisify<string, SessionData>(store.set.bind(store)),
    get: promisify<string, SessionData | null | undefined>(store.get.bind(store)),
    length: promisify<number | undefined>((callback) => store.length?.(callback)),
  };
}

function createStore(sessionIdle: number): Store {
  return createMemoryStorage({ sessionIdle }).sessions;
}

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const contents = () => ({ cookie: new Cookie(), signedIn: "ada" });

describe("the session store", () => {
  test("keeps a session for as long as it is read in time, and counts those that it keeps", async () => {
    vi.useFakeTimers();
    const store = createStore(60_000);
    const { set, get, length } = sessionOf(store);
    await set("read", contents());
    await set("left alone", contents());
    for (let minutes = 0; minutes < 3; minutes += 1) {
      vi.advanceTimersByTime(59_000);
      expect(await get("read")).toMatchObject({ signedIn: "ada" });
    }
    expect(await length()).toBe(1);
    expect(await get("left alone")).toBeUndefined();
    vi.advanceTimersByTime(60_001);
    expect(await get("read")).toBeUndefined();
  });

  test("never keeps more than 100,000 sessions: the one used longest ago makes room", async () => {
    const store = createStore(60_000);
    const { set, get } = sessionOf(store);
    await set("first", contents());
    await set("second", contents());
    for (let count = 2; count < 100_000; count += 1) {
      store.set(String(count), contents());
    }
    expect(await get("first")).toBeDefined();
    await set("one too many", contents());
    expect(await get("first")).toBeDefined();
    expect(await get("second")).toBeUndefined();
  });
});

describe("the memory of one process", () => {
  test("is freed of sessions that have ended, every hour, until it is closed", async () => {
    vi.useFakeTimers();
    const forget = vi.spyOn(MemorySessions.prototype, "forgetExpired");
    const storage = createMemoryStorage({ sessionIdle: 1 });
    vi.advanceTimersByTime(3 * 60 * 60 * 1000);
    expect(forget).toHaveBeenCalledTimes(3);
    await storage.close();
    vi.advanceTimersByTime(3 * 60 * 60 * 1000);
    expect(forget).toHaveBeenCalledTimes(3);
  });

  test("knows of a sign-out for as long as an answer from before it can come", async () => {
    vi.useFakeTimers();
    const { signOuts } = createMemoryStorage({ sessionIdle: 60_000 });
    const before = Date.now() - 1;
    await signOuts.signOut("key");
    vi.advanceTimersByTime(15 * 60_000);
    expect(await signOuts.hasComeSince("key", before)).toBe(true);
    vi.advanceTimersByTime(60_001);
    expect(await signOuts.hasComeSince("key", before)).toBe(false);
  });

  test("never knows of more than 100,000 sign-outs, which anybody may tell", async () => {
    const { signOuts } = createMemoryStorage({ sessionIdle: 60_000 });
    const before = Date.now() - 1;
    for (let count = 0; count <= 100_000; count += 1) {
      await signOuts.signOut(String(count));
    }
    expect(await signOuts.hasComeSince("0", before)).toBe(false);
    expect(await signOuts.hasComeSince("1", before)).toBe(true);
  });

  test("ends a session that is in use, however many sign-ins have come after it", async () => {
    const storage = createMemoryStorage({ sessionIdle: 60_000 });
    const { add, get } = sessionsOf(storage);
    await add("in use", "of ada");
    for (let count = 0; count <= 100_000; count += 1) {
      storage.sessions.set(`of another ${count}`, { cookie: new Cookie(), tenantSession: String(count) });
      storage.sessions.get("in use", () => undefined);
    }
    expect(await get("in use")).toBeDefined();
    await storage.signOuts.signOut("of ada");
    expect(await get("in use")).toBeUndefined();
  });
});

describe("the tokens of a session in memory", () => {
  test("live as long as the session is used, and go when it is idle for too long", async () => {
    vi.useFakeTimers();
    const storage = createMemoryStorage({ sessionIdle: 60_000 });
    const { add, get } = sessionsOf(storage);
    await add("used");
    await add("left alone");
    await storage.tokens.set("used", "tokens");
    await storage.tokens.set("left alone", "tokens");
    for (let minutes = 0; minutes < 3; minutes += 1) {
      vi.advanceTimersByTime(59_000);
      await get("used");
      expect(await storage.tokens.get("used")).toBe("tokens");
    }
    expect(await storage.tokens.get("left alone")).toBeUndefined();
    await storage.tokens.set("left alone", "refreshed");
    expect(await storage.tokens.get("left alone")).toBeUndefined();
  });

  test("go with a session that makes room for others", async () => {
    const storage = createMemoryStorage({ sessionIdle: 60_000 });
    await sessionsOf(storage).add("first");
    await storage.tokens.set("first", "tokens");
    for (let count = 0; count < 100_000; count += 1) {
      storage.sessions.set(String(count), contents());
    }
    expect(await storage.tokens.get("first")).toBeUndefined();
    await storage.tokens.set("first", "refreshed");
    expect(await storage.tokens.get("first")).toBeUndefined();
  });

  test("are never more than 800 MB, however many sessions have tokens: the one used longest ago makes room", async () => {
    const storage = createMemoryStorage({ sessionIdle: 60_000 });
    const { set, length } = sessionOf(storage.sessions);
    const longest = "x".repeat(64 * 1024);
    for (let count = 0; count < 12_000; count += 1) {
      await set(String(count), contents());
      await storage.tokens.set(String(count), longest);
    }
    expect(Number(await length()) * longest.length).toBeLessThan(800_000_000);
    expect(await storage.tokens.get("0")).toBeUndefined();
    expect(await storage.tokens.get("11999")).toBe(longest);
  });

  test("leave a session among those of its session at the tenant", async () => {
    const storage = createMemoryStorage({ sessionIdle: 60_000 });
    const { add, get } = sessionsOf(storage);
    await add("with tokens", "tenant's");
    await storage.tokens.set("with tokens", "tokens");
    await storage.signOuts.signOut("tenant's");
    expect(await get("with tokens")).toBeUndefined();
  });
});

describe("the list of a person's sessions in memory", () => {
  test("has the newest first, and keeps none of them from becoming idle", async () => {
    vi.useFakeTimers();
    const { sessions, people } = createMemoryStorage({ sessionIdle: 60_000 });
    const { set } = sessionOf(sessions);
    for (const id of ["oldest", "older", "newest"]) {
      await set(id, { ...contents(), person: "ada" });
      vi.advanceTimersByTime(10_000);
    }
    const listed = await people.list("ada", 2);
    expect(listed.map(({ id }) => id)).toEqual(["newest", "older"]);
    vi.advanceTimersByTime(49_000);
    expect((await people.list("ada", 100)).map(({ id }) => id)).toEqual(["newest"]);
  });
});

const storage = createMemoryStorage({ sessionIdle: 60_000 });
describeStorage("in memory", storage, storage);
