import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { Environment } from "../../src/config/environment/parseEnvironment.js";
import { sessionsIn } from "../support/app/sessionsIn.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { expectExpired } from "../support/visitors/expectations.js";
import {
  postAnswer,
  sessionCookieIn,
  setCookies,
  signIn,
  signOut,
  visitorOf,
} from "../support/visitors/signInByHttp.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

const minute = 60_000;

function pass(milliseconds: number): void {
  vi.setSystemTime(Date.now() + milliseconds);
}

/** An app in which Ada has just signed in, and who its claims page is for. */
async function signedInApp(environment: Environment) {
  const { tenant, ...app } = await startAppWithStub(environment);
  onTestFinished(app.close);
  const cookie = `${sessionCookieIn(await signIn(visitorOf(app), tenant))}`;
  const isSignedIn = async () => {
    const { status } = await visitorOf(app).get("/users/id").set("Cookie", cookie);
    expect([200, 302]).toContain(status);
    return status === 200;
  };
  return { app, tenant, cookie, isSignedIn };
}

describe("a session that nobody uses", () => {
  test.each([
    ["60 minutes where nothing says otherwise", {}, 60],
    ["SESSION_IDLE_MINUTES", { SESSION_IDLE_MINUTES: "5" }, 5],
  ])("ends after %s", async (_what, environment, minutes) => {
    const { isSignedIn } = await signedInApp(environment);
    pass(minutes * minute - 1);
    expect(await isSignedIn()).toBe(true);
    pass(minutes * minute + 1);
    expect(await isSignedIn()).toBe(false);
  });

  test("does not come back to life", async () => {
    const { app, cookie, isSignedIn } = await signedInApp({ SESSION_IDLE_MINUTES: "5" });
    pass(5 * minute + 1);
    expect(await isSignedIn()).toBe(false);
    expect(await isSignedIn()).toBe(false);
    const { text } = await visitorOf(app).get("/").set("Cookie", cookie).expect(200);
    expect(text).toContain("Welcome");
  });

  test("is not kept alive by a stylesheet", async () => {
    const { app, cookie, isSignedIn } = await signedInApp({ SESSION_IDLE_MINUTES: "5" });
    pass(3 * minute);
    await visitorOf(app).get("/stylesheets/app.css").set("Cookie", cookie).expect(200);
    pass(3 * minute);
    expect(await isSignedIn()).toBe(false);
  });
});

describe("a session that is kept busy", () => {
  test.each([
    ["12 hours where nothing says otherwise", { SESSION_IDLE_MINUTES: "60" }, 720],
    ["SESSION_LIFETIME_MINUTES", { SESSION_IDLE_MINUTES: "5", SESSION_LIFETIME_MINUTES: "20" }, 20],
  ])("ends after %s", async (_what, environment, minutes) => {
    const { isSignedIn } = await signedInApp(environment);
    const step = (minutes / 10) * minute;
    const each = step > 5 * minute ? step / 2 : step;
    for (let elapsed = each; elapsed < minutes * minute; elapsed += each) {
      pass(each);
      expect(await isSignedIn()).toBe(true);
    }
    pass(each);
    expect(await isSignedIn()).toBe(false);
  });

  test("ends at its lifetime though that is shorter than the idle time", async () => {
    const { isSignedIn } = await signedInApp({ SESSION_IDLE_MINUTES: "60", SESSION_LIFETIME_MINUTES: "10" });
    pass(10 * minute - 1);
    expect(await isSignedIn()).toBe(true);
    pass(1);
    expect(await isSignedIn()).toBe(false);
  });
});

describe("a session past its maximum length", () => {
  test("is gone from the storage after the next request, with all that belongs to it", async () => {
    const { app, isSignedIn } = await signedInApp({ SESSION_LIFETIME_MINUTES: "10" });
    pass(10 * minute - 1);
    expect(await isSignedIn()).toBe(true);
    expect(await sessionsIn(app)).toBe(1);
    pass(1);
    expect(await isSignedIn()).toBe(false);
    expect(await sessionsIn(app)).toBe(0);
  });
});

describe("a session that has ended", () => {
  const ends: [how: string, end: (cookie: string, app: { url: string }) => unknown][] = [
    ["by idleness", () => pass(61 * minute)],
    ["by its lifetime", () => pass(721 * minute)],
    ["by signing out", (cookie, app) => signOut(visitorOf(app)).set("Cookie", cookie)],
  ];

  test.each(ends)("%s is worth nothing, and is replaced by a new sign-in", async (_how, end) => {
    const { app, tenant, cookie, isSignedIn } = await signedInApp({});
    await end(cookie, app);
    expect(await isSignedIn()).toBe(false);
    const visitor = visitorOf(app);
    visitor.jar.setCookie(cookie, "localhost", "/");
    const renewed = sessionCookieIn(await signIn(visitor, tenant));
    expect(renewed).not.toBe(cookie);
    await visitor.get("/users/id").expect(200);
    expect(await isSignedIn()).toBe(false);
  });
});

describe("a sign-in under way", () => {
  test("ends after 15 minutes, though the browser keeps its cookie", async () => {
    const { app, tenant } = await signedInApp({});
    for (const [milliseconds, status] of [
      [15 * minute - 1000, 200],
      [15 * minute + 1000, 400],
    ] as const) {
      const begun = await visitorOf(app).get("/auth/signin").expect(302);
      const cookie = `${setCookies(begun)[0]?.split(";")[0]}`;
      const fields = tenant.authorize(begun.headers.location ?? "");
      pass(milliseconds);
      const answer = await postAnswer(visitorOf(app), fields).set("Cookie", cookie);
      expect(answer.status).toBe(status);
      if (status === 400) {
        expectExpired(answer);
      }
    }
  });
});
