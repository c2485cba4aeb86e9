import { afterAll, describe, expect, test } from "vitest";
import {
  honest,
  openPage,
  secondsAgo,
  signInBy,
  startGuardedApp,
} from "../../support/guards/startGuardedApp.js";
import { goesOnTo } from "../../support/visitors/html.js";
import {
  beginSignIn,
  postAnswer,
  sessionCookieIn,
  setCookies,
  signIn,
  type Visitor,
  visitorOf,
} from "../../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startGuardedApp();
afterAll(app.close);

/** Somebody who signed in an hour ago, by one factor. */
async function signedInVisitor(): Promise<Visitor> {
  const visitor = visitorOf(app);
  await signInBy(visitor, tenant, "/auth/signin", honest);
  return visitor;
}

/** Where a page sends a visitor, and what it asks the tenant for there. */
async function demandOf(visitor: Visitor, page: string) {
  const { headers } = await visitor.get(page).expect(302);
  const url = new URL(await beginSignIn(visitor, headers.location ?? ""));
  return { url, asked: Object.fromEntries(url.searchParams) };
}

describe("GET /auth/signin with a demand", () => {
  test("asks the tenant for credentials, of the same person", async () => {
    const { asked } = await demandOf(await signedInVisitor(), "/guarded/recent");
    expect(asked).toMatchObject({ prompt: "login", login_hint: "opaque-login-hint" });
  });

  test("asks the tenant for an authentication context", async () => {
    const { asked } = await demandOf(await signedInVisitor(), "/guarded/context");
    expect(asked).not.toHaveProperty("prompt");
    expect(JSON.parse(asked.claims ?? "")).toMatchObject({
      access_token: { acrs: { essential: true, value: "c1" } },
    });
  });

  test("takes nothing else from the address", async () => {
    const visitor = await signedInVisitor();
    const { headers } = await visitor.get("/guarded/recent").expect(302);
    const more = "prompt=none&login_hint=ben%40contoso.example&domain_hint=google&returnTo=/users/id";
    const url = await beginSignIn(visitor, `${headers.location}&${more}`);
    const { searchParams } = new URL(url);
    expect(searchParams.get("prompt")).toBe("login");
    expect(searchParams.get("login_hint")).toBe("opaque-login-hint");
    expect(searchParams.has("domain_hint")).toBe(false);
    const back = await postAnswer(visitor, tenant.authorize(url));
    expect(goesOnTo(back.text)).toBe("/guarded/recent");
  });

  test("names the person by the user name where the token has no login_hint", async () => {
    const visitor = visitorOf(app);
    await signInBy(visitor, tenant, "/auth/signin", () => ({
      login_hint: undefined,
      auth_time: secondsAgo(3600),
    }));
    expect((await demandOf(visitor, "/guarded/recent")).asked.login_hint).toBe("ada@contoso.example");
  });

  test("names nobody where the token has neither", async () => {
    const visitor = visitorOf(app);
    const nameless = { login_hint: 7, preferred_username: undefined, auth_time: secondsAgo(3600) };
    await signInBy(visitor, tenant, "/auth/signin", () => nameless);
    expect((await demandOf(visitor, "/guarded/recent")).asked).not.toHaveProperty("login_hint");
  });
});

describe("a page that asks again", () => {
  test.each(["/guarded/recent?of=ada", "/guarded/context"])("is shown after one round: %s", async (page) => {
    const { shown, rounds } = await openPage(await signedInVisitor(), tenant, page, honest);
    expect([shown.status, rounds]).toEqual([200, 1]);
  });

  test("asks no more in the same session", async () => {
    const visitor = await signedInVisitor();
    await openPage(visitor, tenant, "/guarded/context", honest);
    expect((await openPage(visitor, tenant, "/guarded/context", honest)).rounds).toBe(0);
  });

  test("asks somebody who is signed out to sign in first", async () => {
    const { shown, rounds } = await openPage(visitorOf(app), tenant, "/guarded/context", honest);
    expect([shown.status, rounds]).toEqual([200, 2]);
  });

  test("ends the session before, as every sign-in does", async () => {
    const visitor = visitorOf(app);
    const before = sessionCookieIn(await signInBy(visitor, tenant, "/auth/signin", honest));
    await openPage(visitor, tenant, "/guarded/recent", honest);
    await visitorOf(app).get("/users/id").set("Cookie", `${before}`).expect(302);
  });

  test("keeps the session of a person who cancels, and leads to a page that asks for nothing", async () => {
    const visitor = await signedInVisitor();
    const { url } = await demandOf(visitor, "/guarded/recent");
    const state = url.searchParams.get("state") ?? "";
    const back = await postAnswer(visitor, { state, error: "access_denied", error_subcode: "cancel" });
    expect(goesOnTo(back.text)).toBe("/?signin=cancelled");
    expect((await visitor.get("/?signin=cancelled")).text).toContain("Hello, Ada Winters");
    await visitor.get("/guarded/recent").expect(302);
  });

  test("asks each of two tabs, and shows both", async () => {
    const visitor = await signedInVisitor();
    const { url } = await demandOf(visitor, "/guarded/context");
    await openPage(visitor, tenant, "/guarded/context", honest);
    const late = tenant.authorize(url.href, (claims) => tenant.sign({ ...claims, acrs: ["c1"] }));
    expect(goesOnTo((await postAnswer(visitor, late)).text)).toBe("/guarded/context");
    await visitor.get("/guarded/context").expect(200);
  });

  test("keeps the transaction within 1 kB, however long its address is", async () => {
    const visitor = await signedInVisitor();
    for (const letters of [300, 330, 360, 380]) {
      const { headers } = await visitor.get(`/guarded/recent?q=${"a".repeat(letters)}`).expect(302);
      const [cookie = ""] = setCookies(await visitor.get(headers.location ?? ""));
      expect(`__Host-${cookie.split(";")[0]}; `.length).toBeLessThan(1024);
    }
  });
});

describe("a page with two guards", () => {
  test.each(["/guarded/both", "/guarded/both-turned"])("asks once for each: %s", async (page) => {
    // The session at the tenant remembers: single sign-on keeps the time of the credentials, and the second factor.
    const done = { login: false, context: false };
    const remembering = (asked: URLSearchParams) => {
      done.login ||= asked.get("prompt") === "login";
      done.context ||= asked.get("claims")?.includes("acrs") ?? false;
      return { auth_time: secondsAgo(done.login ? 5 : 3600), ...(done.context && { acrs: "c1" }) };
    };
    const { shown, rounds } = await openPage(await signedInVisitor(), tenant, page, remembering);
    expect([shown.status, rounds]).toEqual([200, 2]);
  });
});

test("A sign-in without a demand is as it was, and clears what one has left", async () => {
  const visitor = await signedInVisitor();
  await openPage(visitor, tenant, "/guarded/context", () => ({ auth_time: secondsAgo(1) }));
  await signIn(visitor, tenant);
  await visitor.get("/guarded/context").expect(302);
});
