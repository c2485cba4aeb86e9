import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, test } from "vitest";
import { sessionCookieName, sessionIdIn } from "../support/app/sessionCookie.js";
import { sessionsIn } from "../support/app/sessionsIn.js";
import { tokenOfBen } from "../support/tenant/people.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import {
  sessionCookieIn,
  signIn,
  signOut,
  type Visitor,
  visitorOf,
} from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

/** Ben attacks: he has an account of his own, and so a cookie that the app has signed. */
async function cookieOfBen({ signedOut }: { signedOut: boolean }): Promise<string> {
  const ben = visitorOf(app);
  const cookie = sessionCookieIn(await signIn(ben, tenant, tokenOfBen(tenant)));
  if (signedOut) {
    await signOut(ben).expect(200);
  }
  return cookie ?? "";
}

function visitorWith(cookie: string): Visitor {
  const visitor = visitorOf(app);
  visitor.jar.setCookie(cookie, "localhost", "/");
  return visitor;
}

const plants: [what: string, cookie: () => Promise<string>][] = [
  ["unsigned", async () => `${sessionCookieName(app)}=${randomUUID()}`],
  ["signed by nobody", async () => `${sessionCookieName(app)}=s%3A${randomUUID()}.${randomUUID()}`],
  ["signed by the app, of a session that has ended", () => cookieOfBen({ signedOut: true })],
  ["signed by the app, of the attacker's own session", () => cookieOfBen({ signedOut: false })],
];

describe.each(plants)("a session cookie planted before the sign-in, %s", (_what, plant) => {
  test("is replaced when the person signs in", async () => {
    const planted = await plant();
    const ada = visitorWith(planted);
    const given = sessionCookieIn(await signIn(ada, tenant));
    expect(sessionIdIn(given)).toMatch(/^[\w-]{32}$/);
    expect(given).not.toBe(planted);
    expect((await ada.get("/")).text).toContain("Hello, Ada Winters");
  });

  test("shows whoever planted it nothing of the person who signed in", async () => {
    const planted = await plant();
    await signIn(visitorWith(planted), tenant);
    const attacker = await visitorOf(app).get("/").set("Cookie", planted).expect(200);
    expect(attacker.text).toContain("Welcome");
    await visitorOf(app).get("/users/id").set("Cookie", planted).expect(302);
  });
});

describe("an attacker's own session planted in another browser", () => {
  test("ends when the person there signs in", async () => {
    const ada = visitorWith(await cookieOfBen({ signedOut: false }));
    expect((await ada.get("/")).text).toContain("Hello, Ben Okafor");
    const before = await sessionsIn(app);
    await signIn(ada, tenant);
    expect(await sessionsIn(app)).toBe(before);
    expect((await ada.get("/users/id")).text).not.toContain("Ben Okafor");
  });
});

describe("the session id of a sign-in", () => {
  test("is not one that a request could have chosen", async () => {
    const visitor = visitorOf(app);
    const answer = await signIn(visitor, tenant, {
      path: `/auth/signin?${sessionCookieName(app)}=chosen&sid=chosen`,
    });
    expect(sessionCookieIn(answer)).not.toContain("chosen");
  });
});
