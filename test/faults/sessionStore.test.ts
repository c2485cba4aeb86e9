import { Store } from "express-session";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { exception, faultsIn, startWithVisitor } from "../support/app/exception.js";
import { attemptSignIn } from "../support/tenant/outage.js";
import { signOut, visitorOf } from "../support/visitors/signInByHttp.js";

afterEach(() => void vi.restoreAllMocks());

/** Lets every call of a method fail as a store's do, by the callback. */
const failAt = {
  get: (store: Store) => vi.spyOn(store, "get").mockImplementation((_id, done) => done(exception)),
  set: (store: Store) =>
    vi.spyOn(store, "set").mockImplementation((_id, _session, done) => done?.(exception)),
  destroy: (store: Store) => vi.spyOn(store, "destroy").mockImplementation((_id, done) => done?.(exception)),
  touch: (store: Store) =>
    vi.spyOn(store, "touch").mockImplementation((_id, _session, done) => {
      if (done) {
        // Its types know no error; express-session reads one.
        Reflect.apply(done, undefined, [exception]);
      }
    }),
};

const requestFailed = expect.stringMatching(
  /^warn Request failed: .*caused by TypeError: x is not a function/,
);
const notKept = "error The session could not be kept: TypeError: x is not a function";

/** Express-session reports what failed after the answer in a later turn of the event loop. */
const laterTurns = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe("a session store that fails", () => {
  test.each(["/", "/users/id", "/nowhere"])(
    "to find the session makes %s one page and one line of the log",
    async (path) => {
      const { app, visitor, printed } = await startWithVisitor();
      const failure = failAt.get(app.sessionStore);
      const { text } = await visitor.get(path).expect(503);
      expect(text).toContain("Nothing is lost");
      await expect.poll(() => app.logLines).toContainEqual(expect.stringMatching(/ GET session 503 /));
      await laterTurns();
      expect(faultsIn(app)).toEqual([requestFailed]);
      expect(printed).toEqual([]);
      failure.mockRestore();
      await visitor.get("/users/id").expect(200);
    },
  );

  test.each([
    ["/auth/signin", 302],
    ["/auth/signout", 200],
    ["/icon.svg", 200],
  ])("is not asked for %s, which needs no session", async (path, status) => {
    const { app, visitor } = await startWithVisitor();
    failAt.get(app.sessionStore);
    await visitor.get(path).expect(status);
    expect(faultsIn(app)).toEqual([]);
  });

  test("is not asked for an unknown address by people who have no session", async () => {
    const { app } = await startWithVisitor();
    failAt.get(app.sessionStore);
    await visitorOf(app).get("/nowhere").expect(404);
    expect(faultsIn(app)).toEqual([]);
  });

  test.each(["set", "destroy"] as const)(
    "to %s signs nobody in, with one page and one line",
    async (method) => {
      const { app, tenant, printed } = await startWithVisitor();
      failAt[method](app.sessionStore);
      const visitor = visitorOf(app);
      const { status, text } = await attemptSignIn(visitor, tenant);
      expect(status).toBe(503);
      expect(text).toContain("Not available");
      await laterTurns();
      expect(faultsIn(app)).toEqual([requestFailed]);
      expect(printed).toEqual([]);
      await visitor.get("/users/id").expect(302);
    },
  );

  test("to end the session says so to the person, who is signed in still", async () => {
    const { app, visitor, printed } = await startWithVisitor();
    const failure = failAt.destroy(app.sessionStore);
    await signOut(visitor).expect(503);
    expect(faultsIn(app)).toEqual([requestFailed]);
    expect(printed).toEqual([]);
    failure.mockRestore();
    await visitor.get("/users/id").expect(200);
    await signOut(visitor).expect(200);
    await visitor.get("/users/id").expect(302);
  });

  test("to find the session says so to the person who signs out, who is signed in still", async () => {
    const { app, visitor } = await startWithVisitor();
    const failure = failAt.get(app.sessionStore);
    expect((await signOut(visitor).expect(503)).text).toContain("Nothing is lost");
    failure.mockRestore();
    await visitor.get("/users/id").expect(200);
  });

  test.each([
    ["/", 200],
    ["/users/id", 200],
  ])("to prolong the session answers %s all the same, and notes it in the log", async (path, status) => {
    // As the one in Redis does; the one in memory needs to hear of no use.
    Store.prototype.touch = (_id, _session, done) => done?.();
    onTestFinished(() => {
      delete Store.prototype.touch;
    });
    const { app, visitor, printed } = await startWithVisitor();
    failAt.touch(app.sessionStore);
    await visitor.get(path).expect(status);
    await laterTurns();
    expect(faultsIn(app)).toEqual([notKept]);
    expect(printed).toEqual([]);
  });

  test("for good, being disconnected, makes one page and one line", async () => {
    const { app, visitor, printed } = await startWithVisitor();
    app.sessionStore.emit("disconnect");
    await visitor.get("/users/id").expect(503);
    expect(faultsIn(app)).toHaveLength(1);
    expect(printed).toEqual([]);
    app.sessionStore.emit("connect");
    await visitor.get("/users/id").expect(200);
  });
});
