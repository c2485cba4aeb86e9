import { promisify } from "node:util";
import type { SessionData } from "express-session";
import { afterAll, describe, expect, test } from "vitest";
import { sessionCookieName, sessionIdIn } from "../support/app/sessionCookie.js";
import { sessionsIn } from "../support/app/sessionsIn.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import {
  beginSignIn,
  postAnswer,
  sessionCookieIn,
  signIn,
  signOut,
  type Visitor,
  visitorOf,
} from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

/** The session cookie as a browser is told to forget it. */
const cleared = `${sessionCookieName(app)}=`;

const requests: [what: string, send: (visitor: Visitor) => ReturnType<Visitor["get"]>][] = [
  ["for the home page", (visitor) => visitor.get("/")],
  ["for a page that needs signing in", (visitor) => visitor.get("/users/id")],
  ["to sign in", (visitor) => visitor.get("/auth/signin")],
  ["to sign out", (visitor) => visitor.get("/auth/signout")],
  ["with an answer that belongs to nobody", (visitor) => postAnswer(visitor, { state: "s", code: "c" })],
  [
    "with an answer from another site",
    (visitor) => visitor.post("/auth/redirect").type("form").send("state=s&code=c"),
  ],
  ["with an error of the tenant", (visitor) => postAnswer(visitor, { state: "s", error: "access_denied" })],
  ["with a malformed answer", (visitor) => visitor.get("/auth/redirect")],
  ["for a page that is missing", (visitor) => visitor.get("/nowhere")],
  ["for a stylesheet", (visitor) => visitor.get("/stylesheets/app.css")],
  ["with a method that is not taken", (visitor) => visitor.delete("/users/id")],
  [
    "with a forged session cookie",
    (visitor) => visitor.get("/").set("Cookie", `${sessionCookieName(app)}=s%3Aforged.forged`),
  ],
];

describe("a request of somebody who is not signed in", () => {
  test.each(requests)(
    "%s leaves nothing in the session store and sets no session cookie",
    async (_what, send) => {
      const answer = await send(visitorOf(app));
      expect([undefined, cleared]).toContain(sessionCookieIn(answer));
      expect(await sessionsIn(app)).toBe(0);
    },
  );

  test("with the cookie of a session that has ended leaves nothing, however often it comes", async () => {
    const visitor = visitorOf(app);
    const cookie = `${sessionCookieIn(await signIn(visitor, tenant))}`;
    expect(await sessionsIn(app)).toBe(1);
    await signOut(visitor).expect(200);
    for (const path of ["/", "/users/id", "/auth/signin", "/auth/signout", "/nowhere"]) {
      const answer = await visitorOf(app).get(path).set("Cookie", cookie);
      expect([undefined, cleared]).toContain(sessionCookieIn(answer));
    }
    expect(await sessionsIn(app)).toBe(0);
  });

  test("whose sign-in failed leaves nothing", async () => {
    const visitor = visitorOf(app);
    const refused = await signIn(visitor, tenant, { idToken: async () => "no token" });
    expect(refused.status).toBe(502);
    expect(await sessionsIn(app)).toBe(0);
  });

  test("and cancelled leaves nothing", async () => {
    const visitor = visitorOf(app);
    const begun = await visitor.get("/auth/signin").expect(302);
    const { state } = tenant.authorize(begun.headers.location ?? "");
    await postAnswer(visitor, { state, error: "access_denied" }).expect(200);
    expect(await sessionsIn(app)).toBe(0);
  });
});

describe("a person who signs in a hundred times", () => {
  test("has one session", async () => {
    const visitor = visitorOf(app);
    for (let count = 0; count < 100; count += 1) {
      await signIn(visitor, tenant);
    }
    expect(await sessionsIn(app)).toBe(1);
  });
});

describe("the stored session of somebody who is signed in", () => {
  test("holds the claims, and no token", async () => {
    const visitor = visitorOf(app);
    let idToken = "";
    const fields = tenant.authorize(
      await beginSignIn(visitor),
      async (claims) => {
        idToken = await tenant.sign(claims);
        return idToken;
      },
      { access_token: "the-access-token", refresh_token: "the-refresh-token" },
    );
    const id = sessionIdIn(sessionCookieIn(await postAnswer(visitor, fields).expect(200)));
    const get = promisify<string, SessionData | null | undefined>(
      app.sessionStore.get.bind(app.sessionStore),
    );
    const stored = JSON.stringify(await get(id));
    expect(stored).toContain("pairwise-subject-of-ada");
    for (const token of [...idToken.split("."), "the-access-token", "the-refresh-token"]) {
      expect(token).not.toBe("");
      expect(stored).not.toContain(token);
    }
  });
});
