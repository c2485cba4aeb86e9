import { afterAll, describe, expect, it } from "vitest";
import { RedisServer } from "../support/redisServer.js";
import { signIn, type Visitor, visitorOf } from "../support/signInByHttp.js";
import { startApp } from "../support/startApp.js";
import { startAppWithStub } from "../support/tenantStub.js";

const redis = await RedisServer.start();
const { tenant, ...alone } = await startAppWithStub();
const shared = { AUTHORITY: tenant.authority, REDIS_URL: redis.url };
const one = await startApp(shared);
const other = await startApp(shared);

afterAll(async () => {
  await Promise.all([one.close(), other.close()]);
  await alone.close();
  await redis.close();
});

const tenantPath = new URL(tenant.issuer).pathname;

async function signedIn(app: { url: string }, sid: string): Promise<Visitor> {
  const visitor = visitorOf(app);
  await signIn(visitor, tenant, { idToken: (claims) => tenant.sign({ ...claims, sid }) });
  await visitor.get("/users/id").expect(200);
  return visitor;
}

function logout(app: { url: string }, query: Record<string, string>) {
  return visitorOf(app).get("/auth/frontchannel-logout").query(query);
}

describe.each([
  ["in one process", alone, alone],
  ["with Redis, from another instance", one, other],
])("GET /auth/frontchannel-logout %s", (_where, signedInAt, toldAt) => {
  it("ends every session with that sid, at once, and no others", async () => {
    const laptop = await signedIn(signedInAt, "sid-of-ada");
    const phone = await signedIn(signedInAt, "sid-of-ada");
    const ben = await signedIn(signedInAt, "sid-of-ben");
    await logout(toldAt, { iss: tenant.issuer, sid: "sid-of-ada" }).expect(200);
    await laptop.get("/users/id").expect(302);
    await phone.get("/users/id").expect(302);
    await ben.get("/users/id").expect(200);
  });

  it.each([
    ["another issuer", { iss: "https://login.microsoftonline.com/someone-else/v2.0", sid: "sid-kept" }],
    ["another host with the tenant's id", { iss: `https://evil.example${tenantPath}`, sid: "sid-kept" }],
    ["no issuer", { sid: "sid-kept" }],
    ["no sid", { iss: "ISSUER" }],
    ["an empty sid", { iss: "ISSUER", sid: "" }],
    ["another sid", { iss: "ISSUER", sid: "sid-of-nobody" }],
  ])("changes nothing for %s", async (_what, query) => {
    const person = await signedIn(signedInAt, "sid-kept");
    const asked = Object.fromEntries(
      Object.entries(query).map(([name, value]) => [name, value.replace("ISSUER", tenant.issuer)]),
    );
    await logout(toldAt, asked).expect(200);
    await person.get("/users/id").expect(200);
  });

  it("may be framed by the tenant and is never cached", async () => {
    const { headers } = await logout(toldAt, { iss: tenant.issuer, sid: "any" }).expect(200);
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["x-frame-options"]).toBeUndefined();
    expect(headers["content-security-policy"]).toBe("default-src 'none'; frame-ancestors *");
    expect(headers["cross-origin-resource-policy"]).toBe("cross-origin");
    expect(headers["content-type"]).toMatch(/^text\/plain/);
  });
});
