import { Cookie, MemoryStore } from "express-session";
import supertest from "supertest";
import { describe, expect, test } from "vitest";
import { aSignIn, createSessionApp } from "../support/app/sessionApp.js";
import { sessionIdIn } from "../support/app/sessionCookie.js";
import { sessionCookieIn } from "../support/visitors/signInByHttp.js";

const expiresAt = Date.now() + 60_000;

describe("a signed-in session", () => {
  test("knows who signed in, and where they wanted to go no longer", async () => {
    const visitor = supertest.agent(createSessionApp());
    await visitor.get("/in").expect(200);
    const { account, claims } = aSignIn;
    const { body } = await visitor.get("/who");
    expect(body).toMatchObject({ account, claims });
    expect(JSON.stringify(body)).not.toContain(aSignIn.returnTo);
  });

  test("gets a new id at each sign-in, and the old one is worth nothing", async () => {
    const app = createSessionApp();
    const first = sessionCookieIn(await supertest(app).get("/in")) ?? "";
    const second = sessionCookieIn(await supertest(app).get("/in?sub=ben").set("Cookie", first)) ?? "";
    expect(sessionIdIn(second)).not.toBe(sessionIdIn(first));
    expect((await supertest(app).get("/who").set("Cookie", first)).body).toBeNull();
    expect((await supertest(app).get("/who").set("Cookie", second)).body).toMatchObject({
      claims: { sub: "ben" },
    });
  });

  test("keeps nothing of the person before", async () => {
    const visitor = supertest.agent(createSessionApp());
    await visitor.get("/in");
    await visitor.get("/in?sub=ben");
    expect((await visitor.get("/who")).body.claims).toEqual({ sub: "ben" });
  });

  test("is gone from the server after signing out, though the cookie comes again", async () => {
    const store = new MemoryStore();
    const app = createSessionApp({}, { sessions: store });
    const cookie = sessionCookieIn(await supertest(app).get("/in")) ?? "";
    await supertest(app).get("/out").set("Cookie", cookie).expect(200);
    expect((await supertest(app).get("/who").set("Cookie", cookie)).body).toBeNull();
  });

  test.each([
    ["a string", "ada"],
    ["null", null],
    ["no account", { claims: aSignIn.claims, expiresAt }],
    ["no claims", { account: aSignIn.account, expiresAt }],
    ["no sub", { account: aSignIn.account, claims: { name: "Ada" }, expiresAt }],
    ["a sub that is a number", { account: aSignIn.account, claims: { sub: 7 }, expiresAt }],
    ["no end", { account: aSignIn.account, claims: aSignIn.claims }],
  ])("is nobody's where the store gives back %s", async (_case, signedIn) => {
    const store = new MemoryStore();
    const app = createSessionApp({}, { sessions: store });
    const cookie = sessionCookieIn(await supertest(app).get("/in")) ?? "";
    await new Promise((resolve) =>
      store.set(sessionIdIn(cookie), { cookie: new Cookie(), signedIn }, resolve),
    );
    expect((await supertest(app).get("/who").set("Cookie", cookie)).body).toBeNull();
  });
});
