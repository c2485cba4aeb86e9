import { describe, expect, onTestFinished, test } from "vitest";
import { startApp, type TestApp } from "../support/app/startApp.js";
import { TenantStub } from "../support/tenant/tenantStub.js";
import { expectExpired } from "../support/visitors/expectations.js";
import { postAnswer, setCookies, visitorOf } from "../support/visitors/signInByHttp.js";

const oldSecret = "the-old-secret-0123456789abcdefghij";
const newSecret = "the-new-secret-0123456789abcdefghij";
const redirectUri = "http://localhost:3000/auth/redirect";

/** Two instances of the app, as at a restart or behind a load balancer. */
async function startTwo(first: string, second: string): Promise<[TestApp, TestApp, TenantStub]> {
  const tenant = await TenantStub.start();
  onTestFinished(() => tenant.close());
  const start = async (secrets: string) => {
    const app = await startApp({
      AUTHORITY: tenant.authority,
      REDIRECT_URI: redirectUri,
      EXPRESS_SESSION_SECRET: secrets,
    });
    onTestFinished(app.close);
    return app;
  };
  return [await start(first), await start(second), tenant];
}

/** Begins at one instance and finishes at the other, which another origin does not hinder. */
async function signInAcross([first, second, tenant]: [TestApp, TestApp, TenantStub]) {
  const begun = await visitorOf(first).get("/auth/signin?moved=1").expect(302);
  const cookie = `${setCookies(begun)[0]?.split(";")[0]}`;
  const fields = tenant.authorize(begun.headers.location ?? "");
  return postAnswer(visitorOf(second), fields).set("Cookie", cookie);
}

describe("a transaction cookie", () => {
  test("encrypted with another secret is refused, and the tenant does not hear of it", async () => {
    const instances = await startTwo(oldSecret, newSecret);
    expectExpired(await signInAcross(instances));
    expect(instances[2].calls.token).toBe(0);
  });

  test("of before a new secret still opens while the old one is kept", async () => {
    const answer = await signInAcross(await startTwo(oldSecret, `${newSecret},${oldSecret}`));
    expect(answer.status).toBe(200);
  });

  test("is encrypted with the newest secret alone", async () => {
    expectExpired(await signInAcross(await startTwo(`${newSecret},${oldSecret}`, oldSecret)));
  });
});

describe("a transaction cookie of an app that is served by https:", () => {
  async function startBehindProxy() {
    const tenant = await TenantStub.start();
    onTestFinished(() => tenant.close());
    const app = await startApp({
      AUTHORITY: tenant.authority,
      REDIRECT_URI: "https://app.example/auth/redirect",
      TRUST_PROXY: "loopback",
    });
    onTestFinished(app.close);
    const visitor = visitorOf(app);
    visitor.set({ "X-Forwarded-Proto": "https", "X-Forwarded-Host": "app.example" });
    const begun = await visitor.get("/auth/signin").expect(302);
    const [cookie = ""] = setCookies(begun);
    return { visitor, cookie, fields: tenant.authorize(begun.headers.location ?? "") };
  }

  test("cannot be set by another host of the same domain", async () => {
    const { cookie } = await startBehindProxy();
    expect(cookie).toMatch(/^__Host-signin\.\d=/);
    expect(cookie.split("; ").slice(1)).toEqual(expect.arrayContaining(["Path=/", "HttpOnly", "Secure"]));
    expect(cookie).not.toContain("Domain");
  });

  test("serves under its own name alone", async () => {
    const { visitor, cookie, fields } = await startBehindProxy();
    const own = `${cookie.split(";")[0]}`;
    expectExpired(await postAnswer(visitor, fields).set("Cookie", own.replace("__Host-", "")));
    const answer = await postAnswer(visitor, fields).set("Cookie", own);
    expect(answer.status).toBe(200);
    expect(setCookies(answer)).toContainEqual(
      expect.stringMatching(/^__Host-signin\.\d=; Path=\/; Expires=Thu, 01 Jan 1970.*Secure/),
    );
  });
});
