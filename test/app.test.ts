import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { secureSessionCookieName, sessionCookieName } from "./support/app/sessionCookie.js";
import { startApp } from "./support/app/startApp.js";
import { startAppWithStub, TenantStub } from "./support/tenant/tenantStub.js";
import { signIn, signOut, visitorOf } from "./support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

describe("the app", () => {
  test.each(["/", "/auth/signin", "/auth/redirect", "/auth/signout", "/users/id", "/nowhere"])(
    "lets nobody cache, frame or run scripts in %s",
    async (path) => {
      const { headers } = await visitorOf(app).get(path);
      expect(headers["cache-control"]).toBe("no-store");
      expect(headers["x-frame-options"]).toBe("DENY");
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
      expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
      const policy = headers["content-security-policy"];
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain("unsafe-inline");
      expect(headers["x-powered-by"]).toBeUndefined();
    },
  );

  test.each(["/stylesheets/pico.min.css", "/stylesheets/app.css", "/scripts/repost.js", "/icon.svg"])(
    "serves %s",
    async (path) => {
      await visitorOf(app).get(path).expect(200);
    },
  );

  test.each([
    [416, { Range: "bytes=99999999-" }],
    [412, { "If-Match": '"another"' }],
  ])("says %i of a file with a page that is none of it", async (status, asked) => {
    const { text, headers } = await visitorOf(app).get("/stylesheets/app.css").set(asked).expect(status);
    expect(text).toContain("<!doctype html>");
    expect(headers["content-type"]).toMatch(/^text\/html/);
    expect(headers).not.toHaveProperty("etag");
    expect(headers).not.toHaveProperty("last-modified");
    expect(headers["content-range"]).toEqual(
      status === 416 ? expect.stringMatching(/^bytes \*\/\d+$/) : undefined,
    );
  });

  test.each([
    "/nowhere",
    "/users",
    "/auth",
    "/auth/",
    "/stylesheets",
    "/stylesheets/",
    "/../package.json",
    "/%2e%2e/package.json",
  ])("has no page at %s", async (path) => {
    const { text } = await visitorOf(app).get(path).expect(404);
    expect(text).toContain("Page not found");
  });

  test.each([
    ["post", "/", "GET, HEAD"],
    ["delete", "/users/id", "GET, HEAD"],
    ["post", "/auth/signin", "GET, HEAD"],
    ["put", "/auth/redirect", "GET, POST"],
    ["put", "/auth/signout", "GET, HEAD, POST"],
    ["post", "/auth/frontchannel-logout", "GET, HEAD"],
  ] as const)("does not take %s %s", async (method, path, allowed) => {
    const { headers, text } = await visitorOf(app)[method](path).expect(405);
    expect(headers.allow).toBe(allowed);
    expect(text).toContain("Not allowed");
  });

  test("answers a garbled path with a page", async () => {
    const { text } = await visitorOf(app).get("/users/%E0%A4%A");
    expect(text).toMatch(/Bad request|Page not found/);
  });

  test("treats a garbled session cookie as nobody", async () => {
    const { text } = await visitorOf(app)
      .get("/")
      .set("Cookie", `${sessionCookieName(app)}=s%3Agarbled.%E0%A4%A`)
      .expect(200);
    expect(text).toContain("Welcome");
  });

  test("logs a line for each request, without its query", async () => {
    await visitorOf(app).get("/auth/redirect?code=the-code&state=the-state").expect(400);
    expect(app.logLines).toContainEqual(expect.stringMatching(/^info GET \/auth\/redirect 400 [\d.]+ ms$/));
    expect(app.logLines.join()).not.toMatch(/the-code|the-state/);
  });
});

describe("an app whose tenant cannot be reached", () => {
  test("answers a sign-in with 503, shows its other pages, and heals by itself", async () => {
    const { tenant: failing, ...other } = await startAppWithStub();
    onTestFinished(other.close);
    failing.answers.discovery = (_request, response) => void response.writeHead(500).end();
    const { text } = await visitorOf(other).get("/auth/signin").expect(503);
    expect(text).toContain("Sign-in is not available");
    await visitorOf(other).get("/").expect(200);
    failing.answers.discovery = (_request, response) => void response.end("<html></html>");
    await visitorOf(other).get("/auth/signin").expect(503);
    delete failing.answers.discovery;
    expect((await signIn(visitorOf(other), failing)).status).toBe(200);
  });
});

describe("an app in production", () => {
  const production = { NODE_ENV: "production", AUTHORITY: "", TENANT_SUBDOMAIN: "contoso" };

  test("says nothing of causes in its error pages", async () => {
    const other = await startApp({
      ...production,
      AUTHORITY: "https://login.invalid/contoso.onmicrosoft.com",
    });
    onTestFinished(other.close);
    const { text } = await visitorOf(other).get("/auth/signin").expect(503);
    expect(text).toContain("Sign-in is not available");
    expect(text).not.toMatch(/For developers|Cause|ENOTFOUND/);
  });

  test("moves people to https, and sets cookies that are Secure", async () => {
    const redirects = { REDIRECT_URI: "https://app.example/auth/redirect", TRUST_PROXY: "loopback" };
    const https = await startApp({ ...production, ...redirects });
    onTestFinished(https.close);
    const { headers } = await visitorOf(https).get("/auth/signin?prompt=login").expect(302);
    expect(headers.location).toBe("https://app.example/auth/signin?prompt=login&moved=1");
    expect(headers["strict-transport-security"]).toBeDefined();
  });
});

describe("an app behind a proxy that ends https", () => {
  test("signs people in with Secure cookies of the __Host- kind", async () => {
    const stub = await TenantStub.start();
    const proxied = await startApp({
      AUTHORITY: stub.authority,
      REDIRECT_URI: "https://app.example/auth/redirect",
      TRUST_PROXY: "loopback",
    });
    onTestFinished(proxied.close);
    onTestFinished(() => stub.close());
    const visitor = visitorOf(proxied);
    visitor.set({ "X-Forwarded-Proto": "https", "X-Forwarded-Host": "app.example" });
    const { headers } = await visitor.get("/auth/signin").expect(302);
    const cookie = String(headers["set-cookie"]?.[0]);
    expect(cookie).toMatch(/; Secure/);
    const fields = { ...stub.authorize(headers.location ?? ""), reposted: "1" };
    const answer = await visitor
      .post("/auth/redirect")
      .type("form")
      .set("Cookie", cookie.split(";")[0] ?? "")
      .send(fields);
    expect(answer.status).toBe(200);
    expect(secureSessionCookieName).toMatch(/^__Host-/);
    expect(answer.get("Set-Cookie")).toContainEqual(
      expect.stringMatching(new RegExp(`^${secureSessionCookieName}=.*; Secure`)),
    );
    // Without these attributes browsers would not take it, and not forget the cookie.
    const cleared = expect.stringMatching(
      new RegExp(`^${secureSessionCookieName}=; Path=/; Expires=Thu, 01 Jan 1970.*; Secure`),
    );
    expect((await signOut(visitor)).get("Set-Cookie")).toContainEqual(cleared);
  });
});
