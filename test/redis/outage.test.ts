import { afterAll, afterEach, describe, expect, test } from "vitest";
import { startApp } from "../support/app/startApp.js";
import { untilReady } from "../support/app/untilReady.js";
import { RedisServer } from "../support/redis/redisServer.js";
import { redisTimes } from "../support/redis/redisTimes.js";
import { TenantStub } from "../support/tenant/tenantStub.js";
import { beginSignIn, postAnswer, signIn, signOut, visitorOf } from "../support/visitors/signInByHttp.js";

const redis = await RedisServer.start();
const tenant = await TenantStub.start();
const settings = { AUTHORITY: tenant.authority, REDIS_URL: redis.url, AUTH_RATE_LIMIT: "1000" };
const patientApp = await startApp(settings);
/** It may find Redis away where that is slow, and so has to be asked again until Redis is well. */
const hastyApp = await startApp(settings, undefined, { redisTimes });

afterAll(async () => {
  await Promise.all([patientApp.close(), hastyApp.close()]);
  await tenant.close();
  await redis.close();
});

describe.each([
  ["is gone", patientApp, () => redis.stop(), () => redis.start()],
  ["answers nothing", hastyApp, async () => redis.freeze(), async () => redis.thaw()],
])("while Redis %s", (_how, app, away, back) => {
  afterEach(async () => {
    await back();
  });

  test("pages without a session answer, others say 503 before it is back, and everything heals with no sign-in lost", async () => {
    const person = visitorOf(app);
    await expect.poll(async () => (await signIn(person, tenant)).status).toBe(200);
    await away();
    await visitorOf(app).get("/").expect(200);
    await visitorOf(app).get("/stylesheets/app.css").expect(200);
    await visitorOf(app).get("/healthz").expect(200);
    await person.get("/auth/signin").expect(302);
    await visitorOf(app).get("/readyz").expect(503);
    const { text, headers } = await person.get("/users/id").expect(503);
    expect(text).toContain("Nothing is lost");
    expect(headers["retry-after"]).toBe("5");
    await signOut(person).expect(503);
    const toldByTenant = visitorOf(app).get("/auth/frontchannel-logout");
    await toldByTenant.query({ iss: tenant.issuer, sid: "any" }).expect(503);
    await back();
    await expect.poll(async () => (await person.get("/users/id")).status).toBe(200);
  });

  test("an answer from the tenant is not used up, and the person is signed in when it is sent again", async () => {
    await untilReady(app);
    const person = visitorOf(app);
    const answer = tenant.authorize(await beginSignIn(person));
    await away();
    await postAnswer(person, answer).expect(503);
    await back();
    await expect.poll(async () => (await postAnswer(person, answer)).status).toBe(200);
    await expect.poll(async () => (await person.get("/users/id")).status).toBe(200);
  });
});

describe("the log", () => {
  test("says once that Redis is away, and once that it is back", async () => {
    const app = patientApp;
    await untilReady(app);
    const before = app.logLines.length;
    await redis.stop();
    await visitorOf(app).get("/readyz").expect(503);
    await expect.poll(() => app.logLines.slice(before).join("\n")).toContain("Redis is away");
    await redis.start();
    await untilReady(app);
    const lines = app.logLines.slice(before).filter((line) => line.includes("Redis is"));
    expect(lines).toEqual([
      expect.stringContaining("Redis is away"),
      expect.stringContaining("Redis is back"),
    ]);
  });
});
