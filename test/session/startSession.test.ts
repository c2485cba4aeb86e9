import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { createMemoryStorage } from "../../src/session/memoryStorage.js";
import { expectExpired } from "../support/expectations.js";
import { signIn, visitorOf } from "../support/signInByHttp.js";
import { startAppWithStub } from "../support/tenantStub.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

describe("a sign-in during which the person signs out at the tenant", () => {
  it("signs nobody in", async () => {
    const set = app.sessionStore.set.bind(app.sessionStore);
    onTestFinished(() => {
      app.sessionStore.set = set;
    });
    app.sessionStore.set = (id, session, done) => {
      const query = { iss: tenant.issuer, sid: "of-ada" };
      const signedOut = visitorOf(app).get("/auth/frontchannel-logout").query(query).expect(200);
      signedOut.then(() => set(id, session, done), done);
    };
    const visitor = visitorOf(app);
    expectExpired(
      await signIn(visitor, tenant, { idToken: (claims) => tenant.sign({ ...claims, sid: "of-ada" }) }),
    );
    await visitor.get("/users/id").expect(302);
  });
});

describe("the index of a tenant's sessions in memory", () => {
  it("tells what was noted until it ends", async () => {
    const { tenantSessions } = createMemoryStorage({ sessionIdle: 60_000, sessionLifetime: 60_000 });
    await tenantSessions.add("key", "session");
    expect(await tenantSessions.has("key", "session")).toBe(true);
    expect(await tenantSessions.has("key", "another")).toBe(false);
    await tenantSessions.end("key");
    expect(await tenantSessions.has("key", "session")).toBe(false);
  });
});
