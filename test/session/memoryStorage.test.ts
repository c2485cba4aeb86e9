import { promisify } from "node:util";
import { Cookie, type SessionData, type Store } from "express-session";
import { afterEach, describe, expect, test, vi } from "vitest";
import { MemorySessions } from "../../src/session/memorySessions.js";
import { createMemoryStorage } from "../../src/session/memoryStorage.js";

function sessionOf(store: Store) {
  return {
    set: promisify<string, SessionData>(store.set.bind(store)),
    get: promisify<string, SessionData | null | undefined>(store.get.bind(store)),
    destroy: promisify<string>(store.destroy.bind(store)),
    length: promisify<number | undefined>((callback) => store.length?.(callback)),
  };
}

function createStore(sessionIdle: number): Store {
  return createMemoryStorage({ sessionIdle, sessionLifetime: 60_000 }).sessions;
}

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const contents = () => ({ cookie: new Cookie(), signedIn: "ada" });

describe("the session store", () => {
  test("gives back what was put in", async () => {
    const { set, get } = sessionOf(createStore(60_000));
    await set("one", contents());
    expect(await get("one")).toMatchObject({ signedIn: "ada" });
    expect(await get("other")).toBeUndefined();
  });

  test("gives each reader a copy of its own", async () => {
    const { set, get } = sessionOf(createStore(60_000));
    await set("one", contents());
    Object.assign((await get("one")) ?? {}, { signedIn: "ben" });
    expect(await get("one")).toMatchObject({ signedIn: "ada" });
  });

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

  test("forgets what was destroyed", async () => {
    const { set, get, destroy } = sessionOf(createStore(60_000));
    await set("one", contents());
    await destroy("one");
    expect(await get("one")).toBeUndefined();
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
    const storage = createMemoryStorage({ sessionIdle: 1, sessionLifetime: 1 });
    vi.advanceTimersByTime(3 * 60 * 60 * 1000);
    expect(forget).toHaveBeenCalledTimes(3);
    await storage.close();
    vi.advanceTimersByTime(3 * 60 * 60 * 1000);
    expect(forget).toHaveBeenCalledTimes(3);
  });

  test("knows which sessions belong to the tenant's for as long as a session can last", async () => {
    vi.useFakeTimers();
    const { tenantSessions } = createMemoryStorage({ sessionIdle: 1_000, sessionLifetime: 60_000 });
    await tenantSessions.add("key", "session");
    vi.advanceTimersByTime(59_000);
    expect(await tenantSessions.has("key", "session")).toBe(true);
    vi.advanceTimersByTime(1_001);
    expect(await tenantSessions.has("key", "session")).toBe(false);
  });

  test("never knows of more than 100,000 of the tenant's sessions", async () => {
    const { tenantSessions } = createMemoryStorage({ sessionIdle: 60_000, sessionLifetime: 60_000 });
    for (let count = 0; count <= 100_000; count += 1) {
      await tenantSessions.add(String(count), "session");
    }
    expect(await tenantSessions.has("0", "session")).toBe(false);
    expect(await tenantSessions.has("1", "session")).toBe(true);
  });

  test("forgets the tenant's session before those that belong to it, so that none is added meanwhile", async () => {
    const { sessions, tenantSessions } = createMemoryStorage({
      sessionIdle: 60_000,
      sessionLifetime: 60_000,
    });
    await tenantSessions.add("key", "session");
    let isNoted: Promise<boolean> | undefined;
    vi.spyOn(sessions, "destroy").mockImplementation((id, done) => {
      isNoted = tenantSessions.has("key", id);
      done?.();
    });
    await tenantSessions.end("key");
    expect(await isNoted).toBe(false);
  });
});
