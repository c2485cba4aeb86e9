import { afterAll, describe, expect, test } from "vitest";
import { startApp } from "../support/app/startApp.js";
import { requestTarget } from "../support/network/requestTarget.js";
import { TenantStub } from "../support/tenant/tenantStub.js";
import { setCookies, signIn, visitorOf } from "../support/visitors/signInByHttp.js";

const tenant = await TenantStub.start();
const https = { AUTHORITY: tenant.authority, REDIRECT_URI: "https://app.example/auth/redirect" };
const plain = await startApp({ AUTHORITY: tenant.authority });
const plainTrusting = await startApp({ AUTHORITY: tenant.authority, TRUST_PROXY: "loopback" });
const secure = await startApp(https);
const secureTrusting = await startApp({ ...https, TRUST_PROXY: "loopback" });
afterAll(async () => {
  await Promise.all([plain, plainTrusting, secure, secureTrusting].map((app) => app.close()));
  await tenant.close();
});

const lies: Record<string, string>[] = [
  { "X-Forwarded-Host": "evil.example" },
  { "X-Forwarded-Host": "evil.example, app.example" },
  { "X-Forwarded-Host": "app.example@evil.example" },
  { "X-Forwarded-Host": "evil.example/\\" },
  { "X-Forwarded-Host": "" },
  { "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example" },
  { "X-Forwarded-Proto": "javascript", "X-Forwarded-Host": "evil.example" },
  { "X-Forwarded-Proto": "https, http", "X-Forwarded-Port": "1" },
  { "X-Forwarded-Prefix": "//evil.example", "X-Original-URL": "//evil.example", "X-Rewrite-URL": "/evil" },
  { Forwarded: "host=evil.example;proto=https;for=127.0.0.1" },
  { "X-Forwarded-Server": "evil.example", "X-HTTP-Host-Override": "evil.example", "X-Host": "evil.example" },
];

describe.each([
  ["without TRUST_PROXY", plain],
  ["with TRUST_PROXY", plainTrusting],
  ["served by https: without TRUST_PROXY", secure],
  ["served by https: with TRUST_PROXY", secureTrusting],
])("an app %s", (_what, app) => {
  test.each(lies)("sends nobody to where %j says", async (headers) => {
    for (const path of ["/", "/users/id", "/auth/signin", "/auth/signin?moved=1", "/auth/signout"]) {
      const { status, location, text } = await requestTarget(app, path, headers);
      // To a request that no proxy has brought by https: the app says that TRUST_PROXY has to be set.
      const refused = app.config.secureCookies && path.endsWith("moved=1");
      expect([200, 302, ...(refused ? [500] : [])]).toContain(status);
      const url = new URL(location, app.config.origin);
      expect([app.config.origin, new URL(tenant.authority).origin]).toContain(url.origin);
      expect([null, app.config.redirectUri]).toContain(url.searchParams.get("redirect_uri"));
      expect(text).not.toMatch(/(href|src|action)="[^"]*evil/);
    }
  });
});

describe("the Secure flag of cookies", () => {
  test.each([
    ["without TRUST_PROXY", plain],
    ["with TRUST_PROXY", plainTrusting],
  ])("is not lied onto an app that is served by http:, %s", async (_what, app) => {
    const visitor = visitorOf(app).set("X-Forwarded-Proto", "https");
    const answer = await signIn(visitor, tenant, { path: "/auth/signin?moved=1" });
    expect(answer.status).toBe(200);
    expect(setCookies(answer).join()).not.toMatch(/Secure|__Host-/);
  });

  test.each(["http", "javascript", "", "HTTP", "http, https"])(
    "is not lied off an app that is served by https:, by X-Forwarded-Proto: %j",
    async (protocol) => {
      for (const app of [secure, secureTrusting]) {
        const headers = { "X-Forwarded-Proto": protocol, "X-Forwarded-Host": "app.example" };
        const { setCookies: cookies } = await requestTarget(app, "/auth/signin?moved=1", headers);
        expect(cookies.every((cookie) => cookie.includes("; Secure"))).toBe(true);
        const { location } = await requestTarget(app, "/auth/signin", headers);
        expect(location).toBe("https://app.example/auth/signin?moved=1");
      }
    },
  );
});
