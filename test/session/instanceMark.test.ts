import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startApp, type TestApp } from "../support/app/startApp.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { goesOnTo } from "../support/visitors/html.js";
import { setCookies, signIn, signOut, visitorOf } from "../support/visitors/signInByHttp.js";

const { tenant, ...one } = await startAppWithStub();
let other: TestApp;

/** As behind a load balancer: all instances have the same settings. */
beforeAll(async () => {
  other = await startApp({ AUTHORITY: tenant.authority, REDIRECT_URI: one.config.redirectUri });
});

afterAll(async () => {
  await other.close();
  await one.close();
});

/** Signs in at one instance, and gives the cookies with which the browser goes on. */
async function cookiesAfterSignIn(): Promise<string> {
  const answer = await signIn(visitorOf(one), tenant);
  const kept = setCookies(answer).filter((cookie) => !cookie.includes("01 Jan 1970"));
  return kept.map((cookie) => cookie.split(";")[0]).join("; ");
}

describe("a person whom one instance has signed in, and who comes to another with a memory of its own", () => {
  test.each(["/", "/users/id"])(
    "is told so at %s, once, by a page and a log line that name REDIS_URL",
    async (path) => {
      const before = other.logLines.length;
      const answer = await visitorOf(other)
        .get(path)
        .set("Cookie", await cookiesAfterSignIn());
      expect(answer.status).toBe(500);
      expect(answer.text).toContain("<h1>You are signed in elsewhere</h1>");
      expect(answer.text).toContain("REDIS_URL");
      const warnings = other.logLines.slice(before).filter((line) => line.startsWith("warn "));
      expect(warnings).toEqual([expect.stringContaining("REDIS_URL")]);
      expect(setCookies(answer)).toEqual([expect.stringMatching(/^instance-\d+=; .*01 Jan 1970/)]);
    },
  );

  test("is told so only at a page, not by an icon that the browser asks for before", async () => {
    const cookies = await cookiesAfterSignIn();
    const before = other.logLines.length;
    const icon = await visitorOf(other)
      .get("/favicon.ico")
      .set({ Cookie: cookies, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image" });
    expect(icon.status).toBe(404);
    expect(setCookies(icon)).toEqual([]);
    expect(other.logLines.slice(before).filter((line) => line.startsWith("warn "))).toEqual([]);
    await visitorOf(other)
      .get("/")
      .set("Cookie", cookies)
      .expect(500, /You are signed in elsewhere/);
  });

  test("is not told so with cookies of before", async () => {
    const cookies = (await cookiesAfterSignIn()).replace(/instance-\d+=[\w-]+/, "");
    await visitorOf(other).get("/users/id").set("Cookie", cookies).expect(302);
  });
});

describe("a person whom this instance has signed in", () => {
  test("is greeted, and carries no mark on from there", async () => {
    const visitor = visitorOf(one);
    await visitor.get(goesOnTo((await signIn(visitor, tenant)).text) ?? "").expect(200, /Hello, Ada Winters/);
    const cookies = (await visitor.get("/")).get("Set-Cookie") ?? [];
    expect(cookies).toEqual([]);
  });

  test("is signed out like everybody", async () => {
    const visitor = visitorOf(one);
    await signIn(visitor, tenant);
    await signOut(visitor).expect(200);
    await visitor.get("/users/id").expect(302);
  });
});

describe("a mark that no instance of this app has made", () => {
  test.each(["anything", "another-instance.", "another-instance.c2lnbmF0dXJl", ".", "%"])(
    "(%j) changes nothing",
    async (mark) => {
      const name = `instance-${new URL(other.config.origin).port}`;
      const answer = await visitorOf(other).get("/").set("Cookie", `${name}=${mark}`).expect(200);
      expect(answer.text).toContain("Welcome");
    },
  );
});
