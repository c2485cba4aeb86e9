import { afterAll, describe, expect, test } from "vitest";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { goesOnTo } from "../support/visitors/html.js";
import { signIn, visitorOf } from "../support/visitors/signInByHttp.js";
import { hostileReturnTo } from "./hostileReturnTo.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

/** Where the app sends somebody who has signed in after asking for this page. */
async function destinationOf(query: string): Promise<string> {
  const answer = await signIn(visitorOf(app), tenant, { path: `/auth/signin?${query}` });
  expect(answer.status).toBe(200);
  expect(answer.headers).not.toHaveProperty("x-injected");
  return goesOnTo(answer.text) ?? "";
}

function decodedAsOftenAsPossible(text: string): string {
  try {
    const decoded = decodeURIComponent(text);
    return decoded === text ? text : decodedAsOftenAsPossible(decoded);
  } catch {
    return text;
  }
}

/** Expects a page of the app that is not its sign-in or sign-out, for every reader of the address. */
function expectOwnPage(location: string): void {
  expect(location).toMatch(/^\/[\x21-\x7e]*$/);
  const { pathname } = new URL(location, app.url);
  for (const path of [location, decodedAsOftenAsPossible(pathname)]) {
    for (const base of [app.url, "https://app.example", "http://127.0.0.1:8080"]) {
      expect(new URL(path, base).origin).toBe(new URL(base).origin);
    }
    expect(new URL(path, app.url).pathname).not.toMatch(/^\/auth(\/|$)/i);
  }
}

describe("the corpus of hostile pages to return to", () => {
  test("has more than 300 that differ", () => {
    const values = hostileReturnTo.flatMap(({ values }) => values);
    expect(new Set(values).size).toBe(values.length);
    expect(values.length).toBeGreaterThan(300);
  });
});

describe.each(hostileReturnTo)("after a sign-in that asked for $idea", ({ values, mayStay }) => {
  test.each(values)("%j, the person is on a page of the app", async (value) => {
    const location = await destinationOf(`returnTo=${encodeURIComponent(value)}`);
    expectOwnPage(location);
    if (!mayStay) {
      expect(location).toBe("/");
    }
  });
});

describe("after a sign-in that asked for a page in an odd way", () => {
  test.each([
    "returnTo=/users/id&returnTo=//evil.example",
    "returnTo=//evil.example&returnTo=/users/id",
    "returnTo[]=//evil.example",
    "returnTo[path]=//evil.example",
    "returnto=//evil.example",
    "RETURNTO=//evil.example",
    "return_to=//evil.example",
    "redirect_uri=https://evil.example/",
    "post_logout_redirect_uri=https://evil.example/",
    "returnTo=/%0d%0aLocation:%20//evil.example",
    "returnTo=%",
    "returnTo",
    "returnTo=%2f%2fevil.example",
    "returnTo=//evil.example%00/users/id",
    "returnTo=/users/id&moved=//evil.example",
  ])("%s, the person is on a page of the app", async (query) => {
    expect(await destinationOf(query)).toBe(query.startsWith("returnTo=/users/id&moved") ? "/users/id" : "/");
  });
});

describe("after a sign-in that asked for a page of the app", () => {
  test.each(["/users/id", "/users/id?tab=claims&next=https%3A%2F%2Fcontoso.example%2F#iat", "/caf%C3%A9"])(
    "%s, the person is there",
    async (page) => {
      expect(await destinationOf(`returnTo=${encodeURIComponent(page)}`)).toBe(page);
    },
  );
});
