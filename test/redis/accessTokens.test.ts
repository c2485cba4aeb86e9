import { createClient } from "redis";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import { apiPages } from "../support/app/apiPages.js";
import { startApp } from "../support/app/startApp.js";
import { untilReady } from "../support/app/untilReady.js";
import { answerJson } from "../support/network/localServer.js";
import { RedisServer } from "../support/redis/redisServer.js";
import { clientInfo, TenantStub } from "../support/tenant/tenantStub.js";
import { API_SCOPES } from "../support/tenant/tokenHolder.js";
import { sessionCookieIn, signIn, signOut, visitorOf } from "../support/visitors/signInByHttp.js";

const redis = await RedisServer.start();
const tenant = await TenantStub.start();
const secret = "the-session-secret-of-the-tests-0123456789";
const environment = { AUTHORITY: tenant.authority, API_SCOPES, REDIS_URL: redis.url };
const one = await startApp(environment, undefined, { inFront: apiPages() });
// As behind a load balancer: both have the same settings, and so the same cookies.
const shared = { ...environment, REDIRECT_URI: one.config.redirectUri };
const other = await startApp(shared, undefined, { inFront: apiPages() });
const rotated = await startApp(
  { ...shared, EXPRESS_SESSION_SECRET: `the-next-secret-of-the-tests-0123456789abcd,${secret}` },
  undefined,
  { inFront: apiPages() },
);
await Promise.all([one, other, rotated].map(untilReady));
const client = await createClient({ url: redis.url }).connect();

afterAll(async () => {
  client.destroy();
  await Promise.all([one, other, rotated].map((app) => app.close()));
  await tenant.close();
  await redis.close();
});
beforeEach(() => {
  delete tenant.answers.token;
});

/** Signs Ada in at one instance; gives her visitor there and her cookie for the others. */
async function signedIn() {
  const visitor = visitorOf(one);
  const answer = await signIn(visitor, tenant);
  expect(answer.status).toBe(200);
  const cookie = String(sessionCookieIn(answer));
  const [id = ""] = decodeURIComponent(cookie.split("=")[1] ?? "")
    .slice(2)
    .split(".");
  return { visitor, cookie, key: `${one.config.redis?.prefix}tokens:${id}` };
}

function pageAt(app: { readonly url: string }, cookie: string, path = "/api/graph") {
  return visitorOf(app).get(path).set("Cookie", cookie);
}

describe("the tokens of a session in Redis", () => {
  test("serve each instance", async () => {
    const { cookie, visitor } = await signedIn();
    const { text } = await visitor.get("/api/orders").expect(200);
    expect((await pageAt(other, cookie, "/api/orders").expect(200)).text).toBe(text);
  });

  test("are renewed by two instances at once: both answer, and nobody is signed out", async () => {
    const { cookie } = await signedIn();
    const waiting: Parameters<ReturnType<typeof answerJson>>[] = [];
    tenant.answers.token = (request, response) => void waiting.push([request, response]);
    const pages = Promise.all([pageAt(one, cookie), pageAt(other, cookie)]);
    await vi.waitUntil(() => waiting.length === 2, { timeout: 60_000 });
    for (const [index, [request, response]] of waiting.entries()) {
      const body = { token_type: "Bearer", expires_in: 3600, scope: "User.Read", client_info: clientInfo() };
      answerJson({ ...body, access_token: `renewed-${index}` })(request, response);
    }
    expect((await pages).map(({ text }) => text).sort()).toEqual(["renewed-0", "renewed-1"]);
    delete tenant.answers.token;
    for (const app of [one, other]) {
      expect((await pageAt(app, cookie).expect(200)).text).toMatch(/^renewed-/);
      expect((await pageAt(app, cookie, "/api/orders").expect(200)).text).toMatch(/^access-token-/);
    }
  });

  test("do not come back to life where the person signs out during a refresh on another instance", async () => {
    const { visitor, cookie, key } = await signedIn();
    const waiting: Parameters<ReturnType<typeof answerJson>>[] = [];
    tenant.answers.token = (request, response) => void waiting.push([request, response]);
    const page = pageAt(other, cookie).then(({ status }) => status);
    await vi.waitUntil(() => waiting.length === 1, { timeout: 60_000 });
    await signOut(visitor).expect(200);
    for (const [request, response] of waiting) {
      const body = { token_type: "Bearer", expires_in: 3600, scope: "User.Read", client_info: clientInfo() };
      answerJson({ ...body, access_token: "renewed", refresh_token: "new" })(request, response);
    }
    await page;
    expect(await client.exists(key)).toBe(0);
  });

  test("say nothing to who has all of Redis but no secret", async () => {
    const { key } = await signedIn();
    const stored = String(await client.get(key));
    const [header = "", ...parts] = stored.split(".");
    expect(Buffer.from(header, "base64url").toString()).toBe('{"alg":"dir","enc":"A256GCM"}');
    const readable = parts.map((part) => Buffer.from(part, "base64url").toString("latin1")).join();
    expect(readable).not.toMatch(/access|refresh|token|ada|orders|secret/i);
    const keys = (await client.keys("*")).join();
    expect(keys).not.toMatch(/access-token|refresh-token|ada/i);
    for (const other of await client.keys(`${one.config.redis?.prefix}session:*`)) {
      expect(await client.get(other)).not.toMatch(/(?:access|refresh)-token-[\da-f]/);
    }
  });

  test("that were tampered with lead to a new sign-in", async () => {
    const { visitor, key } = await signedIn();
    await client.setRange(key, 200, "AAAA");
    const { headers } = await visitor.get("/api/orders").expect(302);
    expect(headers.location).toMatch(/^\/auth\/signin\?demand=/);
    await signIn(visitor, tenant, { path: String(headers.location) });
    await visitor.get("/api/orders").expect(200);
  });

  test("outlive a new session secret", async () => {
    const { visitor, cookie } = await signedIn();
    const { text } = await visitor.get("/api/orders").expect(200);
    expect((await pageAt(rotated, cookie, "/api/orders").expect(200)).text).toBe(text);
  });
});
