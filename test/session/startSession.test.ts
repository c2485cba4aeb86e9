import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { expectExpired } from "../support/visitors/expectations.js";
import { sessionCookieIn, signIn, type Visitor, visitorOf } from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);
afterEach(() => void vi.restoreAllMocks());

describe("a sign-in during which the person signs out at the tenant", () => {
  /** Lets the tenant tell of the sign-out before the store has kept the session. */
  function signInDuringSignOut(visitor: Visitor) {
    const set = app.sessionStore.set.bind(app.sessionStore);
    vi.spyOn(app.sessionStore, "set").mockImplementationOnce((id, session, done) => {
      const query = { sid: "of-ada" };
      const signedOut = visitorOf(app).get("/auth/frontchannel-logout").query(query).expect(200);
      signedOut.then(() => set(id, session, done), done);
    });
    return signIn(visitor, tenant, { idToken: (claims) => tenant.sign({ ...claims, sid: "of-ada" }) });
  }

  test("signs nobody in", async () => {
    const visitor = visitorOf(app);
    expectExpired(await signInDuringSignOut(visitor));
    await visitor.get("/users/id").expect(302);
  });

  test("signs nobody in where the store does not end the session either", async () => {
    const visitor = visitorOf(app);
    vi.spyOn(app.sessionStore, "destroy").mockImplementation((_id, done) => done?.(new Error("away")));
    const answer = await signInDuringSignOut(visitor);
    expect(answer.status).toBe(503);
    expect(sessionCookieIn(answer)).toBeUndefined();
    await visitor.get("/users/id").expect(302);
  });
});

describe("a sign-in", () => {
  test("stores the session once: a second time could bring back what a sign-out has ended", async () => {
    const set = vi.spyOn(app.sessionStore, "set");
    const visitor = visitorOf(app);
    await signIn(visitor, tenant);
    await visitor.get("/users/id").expect(200);
    expect(set).toHaveBeenCalledOnce();
  });

  test("that is answered 503 leaves nobody signed in, though the store has kept the session", async () => {
    const set = app.sessionStore.set.bind(app.sessionStore);
    vi.spyOn(app.sessionStore, "set").mockImplementationOnce((id, session, done) =>
      set(id, session, () => done?.(new Error("answered too late"))),
    );
    const destroyed = vi.spyOn(app.sessionStore, "destroy");
    const visitor = visitorOf(app);
    const answer = await signIn(visitor, tenant);
    expect(answer.status).toBe(503);
    expect(sessionCookieIn(answer)).toBeUndefined();
    const [[id] = []] = vi.mocked(app.sessionStore.set).mock.calls;
    expect(destroyed.mock.calls.map(([sessionId]) => sessionId)).toContain(id);
    await visitor.get("/users/id").expect(302);
  });
});
