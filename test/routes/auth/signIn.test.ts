import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { sessionCookieName } from "../../support/app/sessionCookie.js";
import { startApp } from "../../support/app/startApp.js";
import { startAppWithStub } from "../../support/tenant/tenantStub.js";
import { expectToGoHome } from "../../support/visitors/expectations.js";
import { goesOnTo } from "../../support/visitors/html.js";
import {
  beginSignIn,
  postAnswer,
  sessionCookieIn,
  setCookies,
  signIn,
  visitorOf,
} from "../../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

describe("GET /auth/signin", () => {
  test("sends the person to the tenant with PKCE, state, nonce and form_post", async () => {
    const url = new URL(await beginSignIn(visitorOf(app)));
    expect(url.origin + url.pathname).toBe(`${tenant.authority}/oauth2/v2.0/authorize`);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: "code",
      response_mode: "form_post",
      redirect_uri: `${app.url}/auth/redirect`,
      code_challenge_method: "S256",
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  test("asks for an answer by query where RESPONSE_MODE says so", async () => {
    const other = await startApp({ AUTHORITY: tenant.authority, RESPONSE_MODE: "query" });
    onTestFinished(other.close);
    const url = new URL(await beginSignIn(visitorOf(other)));
    expect(url.searchParams.get("response_mode")).toBe("query");
  });

  test("passes prompt and hints on", async () => {
    const query = "prompt=create&login_hint=a%40b.example&domain_hint=google&ui_locales=de";
    const url = new URL(await beginSignIn(visitorOf(app), `/auth/signin?${query}`));
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      prompt: "create",
      login_hint: "a@b.example",
      domain_hint: "google",
      ui_locales: "de",
    });
  });

  test.each(["login", "none", "consent", "select_account", "create"])(
    "passes prompt=%s on",
    async (prompt) => {
      const url = new URL(await beginSignIn(visitorOf(app), `/auth/signin?prompt=${prompt}`));
      expect(url.searchParams.get("prompt")).toBe(prompt);
    },
  );

  test("leads home where returnTo is given twice", async () => {
    const visitor = visitorOf(app);
    const location = await beginSignIn(visitor, "/auth/signin?returnTo=/users/id&returnTo=/users/id");
    expectToGoHome(await postAnswer(visitor, tenant.authorize(location)));
  });

  test("refuses a prompt that does not exist", async () => {
    const { text } = await visitorOf(app).get("/auth/signin?prompt=everything").expect(400);
    expect(text).toContain("Bad request");
  });

  test.each(["login_hint", "domain_hint", "ui_locales"])("refuses a %s that is too long", async (name) => {
    await visitorOf(app)
      .get(`/auth/signin?${name}=${"a".repeat(256)}`)
      .expect(302);
    await visitorOf(app)
      .get(`/auth/signin?${name}=${"a".repeat(257)}`)
      .expect(400);
  });

  test("sets the transaction's cookie and no session", async () => {
    const cookies = setCookies(await visitorOf(app).get("/auth/signin"));
    expect(cookies).toEqual([
      expect.stringMatching(/^signin\.\d-\d+=[\w.-]+; Max-Age=900; Path=\/auth; .*HttpOnly; SameSite=Lax$/),
    ]);
  });

  test("keeps at most four transactions, and the oldest goes first", async () => {
    const visitor = visitorOf(app);
    const answers = [];
    for (let tab = 0; tab < 5; tab += 1) {
      answers.push(tenant.authorize(await beginSignIn(visitor)));
    }
    const statuses = [];
    for (const answer of answers) {
      statuses.push((await postAnswer(visitor, answer)).status);
    }
    expect(statuses).toEqual([400, 200, 200, 200, 200]);
  });

  test.each([399, 400, 1023])("keeps a returnTo of %i letters only within 1 kB", async (letters) => {
    const [cookie = ""] = setCookies(
      await visitorOf(app).get(`/auth/signin?returnTo=/${"a".repeat(letters)}`),
    );
    expect(`__Host-${cookie.split(";")[0]}; `.length).toBeLessThan(1024);
  });

  test.each([
    ["a script", { "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty" }],
    ["an image", { "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image" }],
    ["a frame", { "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe" }],
    [
      "a page loaded ahead",
      { "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Sec-Purpose": "prefetch" },
    ],
    ["a program that wants JSON", { Accept: "application/json" }],
  ])("begins nothing for %s", async (_what, headers) => {
    const answer = await visitorOf(app).get("/auth/signin").set(headers).expect(401);
    expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
    expect(setCookies(answer)).toEqual([]);
  });
});

describe("a completed sign-in", () => {
  test("shows the person's name, and its session cookie is HttpOnly and Lax", async () => {
    const visitor = visitorOf(app);
    const answer = await signIn(visitor, tenant);
    expectToGoHome(answer);
    expect(setCookies(answer)).toContainEqual(
      expect.stringMatching(new RegExp(`^${sessionCookieName(app)}=.*; Path=/; HttpOnly; SameSite=Lax$`)),
    );
    const { text } = await visitor.get("/").expect(200);
    expect(text).toContain("Hello, Ada Winters");
  });

  test("brings the person back to the page that asked for it", async () => {
    const visitor = visitorOf(app);
    const { headers } = await visitor.get("/users/id?a=1").expect(302);
    expect(headers.location).toBe("/auth/signin?returnTo=%2Fusers%2Fid%3Fa%3D1");
    const answer = await signIn(visitor, tenant, { path: headers.location ?? "" });
    expect(goesOnTo(answer.text)).toBe("/users/id?a=1");
  });

  test("does not lead to another origin", async () => {
    const answer = await signIn(visitorOf(app), tenant, { path: "/auth/signin?returnTo=%2F%5Cevil.example" });
    expectToGoHome(answer);
  });

  test("has a session of its own, and the one before is gone from the store", async () => {
    const visitor = visitorOf(app);
    const before = sessionCookieIn(await signIn(visitor, tenant));
    const after = sessionCookieIn(await signIn(visitor, tenant));
    expect(after).not.toBe(before);
    await visitorOf(app).get("/users/id").set("Cookie", `${before}`).expect(302);
    await visitorOf(app).get("/users/id").set("Cookie", `${after}`).expect(200);
  });
});
