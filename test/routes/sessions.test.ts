import { afterAll, afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { SessionsTogether } from "../../src/session/memory/sessionsTogether.js";
import { tokenOfBen, tokenOfNewPerson } from "../support/tenant/people.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { endOthers, pressOnSessionsPage, sessionsPage } from "../support/visitors/sessionsPage.js";
import { signIn, signOut, type Visitor, visitorOf } from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);
afterEach(() => void vi.restoreAllMocks());

const browsers = {
  "Firefox on Windows": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
  "Safari on iOS":
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
};

/** Signs one person in, in as many browsers as there are names; nobody else is that person. */
async function signedIn<Names extends readonly (keyof typeof browsers)[]>(
  ...names: Names
): Promise<{ [Index in keyof Names]: Visitor }>;
async function signedIn(...names: (keyof typeof browsers)[]): Promise<Visitor[]> {
  const token = tokenOfNewPerson(tenant);
  const visitors: Visitor[] = [];
  for (const name of names) {
    const visitor = visitorOf(app);
    visitor.set("User-Agent", browsers[name]);
    await signIn(visitor, tenant, token);
    visitors.push(visitor);
  }
  return visitors;
}

async function isSignedIn(visitor: Visitor): Promise<boolean> {
  const { status } = await visitor.get("/users/id");
  expect([200, 302]).toContain(status);
  return status === 200;
}

describe("the page of a person's sessions", () => {
  test("shows each browser and since when, this one first and the newest of the others next", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-28T10:00:00Z") });
    onTestFinished(() => void vi.useRealTimers());
    const [one] = await signedIn("Firefox on Windows", "Safari on iOS", "Firefox on Windows");
    const { text, browsers, ends } = await sessionsPage(one);
    expect(browsers).toEqual(["Firefox on Windows", "Firefox on Windows", "Safari on iOS"]);
    expect(text).toMatch(/<strong>Firefox on Windows<\/strong> \(this one\)/);
    expect(text.match(/\(this one\)/g)).toHaveLength(1);
    expect(text.match(/datetime="2026-11-28T10:00:00.000Z"/g)).toHaveLength(3);
    expect(new Set(ends).size).toBe(2);
  });

  test("offers nothing to end where the person is signed in nowhere else", async () => {
    const [one] = await signedIn("Safari on iOS");
    const { text, browsers, ends } = await sessionsPage(one);
    expect(browsers).toEqual(["Safari on iOS"]);
    expect(text).toContain("You are signed in nowhere else.");
    expect(text).not.toContain(endOthers);
    expect(ends).toEqual([]);
  });

  test("names no browser by a header that names none", async () => {
    const visitor = visitorOf(app);
    visitor.set("User-Agent", "<b>Somebody</b>/1.0 (x) x");
    await signIn(visitor, tenant, tokenOfNewPerson(tenant));
    const { text, browsers } = await sessionsPage(visitor);
    expect(browsers).toEqual(["An unknown browser"]);
    expect(text).not.toContain("Somebody");
  });

  test("shows nothing of a session that has ended, by sign-out or at its maximum length", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const token = tokenOfNewPerson(tenant);
    const [early, signedOut, late] = [visitorOf(app), visitorOf(app), visitorOf(app)];
    await signIn(early, tenant, token);
    for (let minutes = 0; minutes < app.config.sessionLifetime / 60_000 - 30; minutes += 30) {
      vi.setSystemTime(Date.now() + 30 * 60_000);
      await early.get("/").expect(200);
    }
    await signIn(signedOut, tenant, token);
    await signIn(late, tenant, token);
    expect((await sessionsPage(late)).ends).toHaveLength(2);
    await signOut(signedOut).expect(200);
    vi.setSystemTime(Date.now() + 30 * 60_000);
    expect((await sessionsPage(late)).ends).toEqual([]);
  });

  test("shows 100 sessions at most, and ends those too that it does not show", async () => {
    const token = tokenOfNewPerson(tenant);
    const visitors = Array.from({ length: 101 }, () => visitorOf(app));
    for (const visitor of visitors) {
      await signIn(visitor, tenant, token);
    }
    const [first, last] = [visitors.at(0), visitors.at(-1)];
    if (!first || !last) {
      throw new Error("Nobody has signed in.");
    }
    expect((await sessionsPage(last)).ends).toHaveLength(99);
    expect(await isSignedIn(first)).toBe(true);
    await pressOnSessionsPage(last, endOthers);
    expect(await isSignedIn(first)).toBe(false);
    expect(await isSignedIn(last)).toBe(true);
  });

  test("is for signed-in people, who come back to it", async () => {
    const { headers } = await visitorOf(app).get("/users/sessions").expect(302);
    expect(headers.location).toBe("/auth/signin?returnTo=%2Fusers%2Fsessions");
    await visitorOf(app).get("/users/sessions").set("Accept", "application/json").expect(401);
  });

  test.each(["/", "/users/id"])("is reached from %s", async (page) => {
    const [one] = await signedIn("Safari on iOS");
    expect((await one.get(page).expect(200)).text).toContain('<a href="/users/sessions">');
  });
});

describe("the button of a session", () => {
  test("ends that one, and leads back to the page", async () => {
    const [one, second, third] = await signedIn("Firefox on Windows", "Safari on iOS", "Firefox on Windows");
    const { browsers, ends } = await sessionsPage(one);
    const answer = await pressOnSessionsPage(one, `${ends[browsers.indexOf("Safari on iOS") - 1]}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe("/users/sessions");
    expect(await Promise.all([one, second, third].map(isSignedIn))).toEqual([true, false, true]);
    expect((await sessionsPage(one)).browsers).toEqual(["Firefox on Windows", "Firefox on Windows"]);
  });

  test("is answered 404 where the session has ended meanwhile", async () => {
    const [one, second] = await signedIn("Firefox on Windows", "Safari on iOS");
    const { ends } = await sessionsPage(one);
    await signOut(second).expect(200);
    expect((await pressOnSessionsPage(one, `${ends[0]}`)).status).toBe(404);
  });
});

describe("the button for all others", () => {
  test("ends all of the person but this one, and leads back to the page", async () => {
    const [one, second, third] = await signedIn("Firefox on Windows", "Safari on iOS", "Safari on iOS");
    const ben = visitorOf(app);
    await signIn(ben, tenant, tokenOfBen(tenant));
    const answer = await pressOnSessionsPage(second, endOthers);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe("/users/sessions");
    const people = [one, second, third, ben];
    expect(await Promise.all(people.map(isSignedIn))).toEqual([false, true, false, true]);
  });
});

describe("a storage that fails", () => {
  const faulty = () => {
    throw new TypeError("x is not a function");
  };

  test("makes the page and its buttons 503, and ends nothing", async () => {
    const [one, second] = await signedIn("Firefox on Windows", "Safari on iOS");
    const { ends } = await sessionsPage(one);
    vi.spyOn(SessionsTogether.prototype, "of").mockImplementation(faulty);
    const answer = await one.get("/users/sessions").expect(503);
    expect(answer.text).toContain("Nothing is lost");
    expect(answer.headers["retry-after"]).toBe("5");
    expect((await pressOnSessionsPage(one, `${ends[0]}`)).status).toBe(503);
    expect((await pressOnSessionsPage(one, endOthers)).status).toBe(503);
    vi.restoreAllMocks();
    expect(await isSignedIn(second)).toBe(true);
  });
});

test.each(["get", "put", "delete"] as const)("%s is no way to end a session", async (method) => {
  const [one, second] = await signedIn("Firefox on Windows", "Safari on iOS");
  const { ends } = await sessionsPage(one);
  for (const address of [`${ends[0]}`, endOthers]) {
    await one[method](address).set("Sec-Fetch-Site", "same-origin").expect(405);
  }
  expect(await isSignedIn(second)).toBe(true);
});
