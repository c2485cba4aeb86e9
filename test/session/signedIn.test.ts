import { Cookie, MemoryStore } from "express-session";
import supertest from "supertest";
import { afterEach, describe, expect, test, vi } from "vitest";
import { aSignIn, createSessionApp } from "../support/sessionApp.js";
import { sessionCookieIn } from "../support/signInByHttp.js";

const signedInAt = Date.parse("2026-07-13T10:00:00Z");

afterEach(() => void vi.useRealTimers());

describe("a signed-in session", () => {
  test("knows who signed in and when, and where they wanted to go no longer", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: signedInAt });
    const visitor = supertest.agent(createSessionApp());
    await visitor.get("/in").expect(200);
    const { account, claims } = aSignIn;
    expect((await visitor.get("/who")).body).toEqual({ account, claims, signedInAt });
  });

  test("gets a new id at each sign-in, and the old one is worth nothing", async () => {
    const app = createSessionApp();
    const first = sessionCookieIn(await supertest(app).get("/in")) ?? "";
    const second = sessionCookieIn(await supertest(app).get("/in?sub=ben").set("Cookie", first)) ?? "";
    expect(second).toMatch(/^session=s%3A/);
    expect(second).not.toBe(first);
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
    const app = createSessionApp({}, store);
    const cookie = sessionCookieIn(await supertest(app).get("/in")) ?? "";
    await supertest(app).get("/out").set("Cookie", cookie).expect(200);
    expect((await supertest(app).get("/who").set("Cookie", cookie)).body).toBeNull();
  });

  test.each([
    ["a string", "ada"],
    ["null", null],
    ["no account", { claims: aSignIn.claims, signedInAt }],
    ["no claims", { account: aSignIn.account, signedInAt }],
    ["no sub", { account: aSignIn.account, claims: { name: "Ada" }, signedInAt }],
    ["a sub that is a number", { account: aSignIn.account, claims: { sub: 7 }, signedInAt }],
    ["no time", { account: aSignIn.account, claims: aSignIn.claims }],
  ])("is nobody's where the store gives back %s", async (_case, signedIn) => {
    const store = new MemoryStore();
    const app = createSessionApp({}, store);
    const cookie = sessionCookieIn(await supertest(app).get("/in")) ?? "";
    const id = decodeURIComponent(cookie).split(/[:.]/)[1] ?? "";
    await new Promise((resolve) => store.set(id, { cookie: new Cookie(), signedIn }, resolve));
    expect((await supertest(app).get("/who").set("Cookie", cookie)).body).toBeNull();
  });
});
