import { afterAll, afterEach, describe, expect, it } from "vitest";
import { RedisServer } from "../support/redisServer.js";
import { beginSignIn, signIn, signOut, visitorOf } from "../support/signInByHttp.js";
import { startAppWithStub } from "../support/tenantStub.js";

const redis = await RedisServer.start();
const { tenant, ...app } = await startAppWithStub({ REDIS_URL: redis.url, AUTH_RATE_LIMIT: "1000" });

afterAll(async () => {
  await app.close();
  await redis.close();
});

async function isReady(): Promise<boolean> {
  return (await visitorOf(app).get("/readyz")).status === 200;
}

async function comesBack(): Promise<void> {
  await expect.poll(isReady, { timeout: 10_000 }).toBe(true);
}

describe.each([
  ["is gone", () => redis.stop(), () => redis.start()],
  ["answers nothing", async () => redis.freeze(), async () => redis.thaw()],
])("while Redis %s", (_how, away, back) => {
  afterEach(async () => {
    await back();
  });

  it("pages without a session answer, others say 503 in time, and everything heals with no sign-in lost", async () => {
    await comesBack();
    const person = visitorOf(app);
    await signIn(person, tenant);
    await away();
    await visitorOf(app).get("/").expect(200);
    await visitorOf(app).get("/stylesheets/app.css").expect(200);
    await visitorOf(app).get("/healthz").expect(200);
    await person.get("/auth/signin").expect(302);
    await visitorOf(app).get("/readyz").expect(503);
    const { text, headers } = await person.get("/users/id").timeout(2_000).expect(503);
    expect(text).toContain("Nothing is lost");
    expect(headers["retry-after"]).toBe("5");
    await signOut(person).timeout(2_000).expect(503);
    const toldByTenant = visitorOf(app).get("/auth/frontchannel-logout");
    await toldByTenant.query({ iss: tenant.issuer, sid: "any" }).timeout(2_000).expect(503);
    await back();
    await comesBack();
    await person.get("/users/id").expect(200);
  });

  it("an answer from the tenant is not used up, and the person is signed in when it is sent again", async () => {
    await comesBack();
    const person = visitorOf(app);
    const answer = { ...tenant.authorize(await beginSignIn(person)), reposted: "1" };
    await away();
    await person.post("/auth/redirect").type("form").timeout(2_000).send(answer).expect(503);
    await back();
    await comesBack();
    await person.post("/auth/redirect").type("form").send(answer).expect(200);
    await person.get("/users/id").expect(200);
  });
});

describe("the log", () => {
  it("says once that Redis is away, and once that it is back", async () => {
    await comesBack();
    const before = app.logLines.length;
    await redis.stop();
    await visitorOf(app).get("/readyz").expect(503);
    await expect.poll(() => app.logLines.slice(before).join("\n")).toContain("Redis is away");
    await redis.start();
    await comesBack();
    const lines = app.logLines.slice(before).filter((line) => line.includes("Redis is"));
    expect(lines).toEqual([
      expect.stringContaining("Redis is away"),
      expect.stringContaining("Redis is back"),
    ]);
  });
});
