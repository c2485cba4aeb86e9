import { afterAll, describe, expect, test } from "vitest";
import { requestTarget } from "../support/network/requestTarget.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { goesOnTo } from "../support/visitors/html.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

const lyingHosts = [
  "evil.example",
  "localhost",
  "localhost:1",
  "localhost.evil.example",
  "evil.example:3000",
  "127.0.0.1",
  "[::1]",
  "user@evil.example",
  "evil.example/path",
  "evil.example?x",
  "evil.example#x",
  "evil.example\\",
  "a b",
  "[",
  "",
  "evil.example, localhost",
  '"><script>alert(1)</script>',
  "evil.example:99999",
];

/** Expects that nothing of the answer leads to where the request said it was. */
function expectOwn({ status, location, text }: { status: number; location: string; text: string }): void {
  expect(status).toBeLessThan(500);
  expect(goesOnTo(text)).toBeUndefined();
  if (location !== "") {
    const { origin, searchParams } = new URL(location, app.url);
    expect([app.url, new URL(tenant.authority).origin]).toContain(origin);
    expect([null, `${app.url}/auth/redirect`]).toContain(searchParams.get("redirect_uri"));
    expect([null, `${app.url}/`]).toContain(searchParams.get("post_logout_redirect_uri"));
  }
  expect(text).not.toMatch(/(href|src|action)="[^"]*evil/);
  expect(text).not.toContain("<script>alert");
}

describe("a lying Host header", () => {
  test.each(lyingHosts)("%j leads nobody there", async (host) => {
    for (const path of [
      "/",
      "/users/id",
      "/auth/signin",
      "/auth/signin?moved=1",
      "/auth/signout",
      "/nowhere",
    ]) {
      expectOwn(await requestTarget(app, path, { host }));
    }
  });
});

describe("a request target that names a whole URL", () => {
  test.each([
    "http://evil.example/",
    "http://evil.example/auth/signin",
    "https://evil.example/auth/signin?moved=1",
    "http://evil.example/auth/signout",
    "http://evil.example/users/id",
    "http://user:password@evil.example/auth/signin",
    "http://evil.example:99999/auth/signin",
    "http://[/auth/signin",
    "http://%/auth/signin",
    "https://evil.example//evil.example/auth/signin",
    "//evil.example/auth/signin",
    "///evil.example/auth/signin",
    "/\\evil.example/auth/signin",
    "/auth/signin/",
    "/AUTH/SIGNIN",
    "/auth//evil.example",
    "/auth/..//evil.example",
    "/stylesheets//evil.example/..",
    "/stylesheets/..%2f..%2fpackage.json",
    "/stylesheets",
    "//evil.example/..",
    "//evil.example/%2e%2e",
    "//evil.example//stylesheets",
    "*",
  ])("%s leads nobody there", async (target) => {
    const answer = await requestTarget(app, target);
    expectOwn(answer);
    const moved = await requestTarget(app, target, { host: "evil.example" });
    expectOwn(moved);
  });

  test("of another host brings the person back to a page of the app, once signed in", async () => {
    const { location } = await requestTarget(app, "http://evil.example/users/id");
    expect(new URL(location, app.url).origin).toBe(app.url);
    const begun = await requestTarget(app, location);
    const { code, state } = tenant.authorize(begun.location);
    const cookie = `${begun.setCookies[0]?.split(";")[0]}`;
    const answer = await requestTarget(app, `/auth/redirect?code=${code}&state=${state}`, { cookie });
    expect([answer.status, goesOnTo(answer.text)]).toEqual([200, "/"]);
  });
});
