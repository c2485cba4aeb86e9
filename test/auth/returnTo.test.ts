import { describe, expect, onTestFinished, test, vi } from "vitest";
import { safeReturnTo } from "../../src/auth/returnTo.js";

const kept = [
  "/",
  "/users/id",
  "/users/id?tab=claims&sort=name#iat",
  "/search?q=a%26b%20c&next=https%3A%2F%2Fexample.com%2F",
  "/search?q=https://example.com/",
  "/search?discount=100%",
  "/authors",
  "/authors/signin",
  "/users/auth/signin",
  "/a//b",
  "/@contoso",
  "/caf%C3%A9",
  "/sales/100%25",
  `/${"a".repeat(399)}`,
];

const changed: readonly (readonly [value: string, path: string])[] = [
  ["/users/../orders", "/orders"],
  ["/users/./id", "/users/id"],
  ["/café", "/caf%C3%A9"],
  ["/two words", "/two%20words"],
];

const hostile: readonly unknown[] = [
  undefined,
  null,
  7,
  {},
  ["/users/id"],
  "",
  " ",
  "users/id",
  "https://evil.com/",
  "https:evil.com",
  "https:/evil.com",
  "javascript:alert(1)",
  "data:text/html,x",
  "?q=1",
  "#top",
  "//evil.com",
  "//evil.com/users/id",
  "//evil.com/%2e%2e",
  "///evil.com",
  "////evil.com",
  "//user@evil.com",
  "/\\evil.com",
  "/\\/evil.com",
  "\\\\evil.com",
  "\\/evil.com",
  "/users\\..\\..\\evil.com",
  "/\t/evil.com",
  "/\n/evil.com",
  "/\r/evil.com",
  "\t//evil.com",
  " //evil.com",
  "/\u0000/evil.com",
  "/\u007f/evil.com",
  "/\u0085/evil.com",
  "/users/id\r\nSet-Cookie: a=b",
  "/users/id%0d%0aSet-Cookie:%20a=b",
  "/%2f%2fevil.com",
  "/%2F/evil.com",
  "/%2fevil.com",
  "/%5cevil.com",
  "/%5C%5Cevil.com",
  "/%255cevil.com",
  "/%25252f%25252fevil.com",
  "/%09/evil.com",
  "/%0a/evil.com",
  "/.//evil.com",
  "/..//evil.com",
  "/%2e//evil.com",
  "/users/..//evil.com",
  "/%",
  "/%zz",
  "/%c0%af%c0%afevil.com",
  "/auth",
  "/auth/",
  "/auth/signin",
  "/auth/signin?returnTo=/auth/signin",
  "/auth/redirect?code=a&state=b",
  "/auth/signout",
  "/auth?x",
  "/auth#x",
  "/AUTH/signout",
  "/Auth/signout",
  "/%61uth/signout",
  "/%2561uth/signout",
  "/auth%2Fsignout",
  "/auth/%252e./",
  "/users/../auth/signout",
  "/users/%2e%2e/auth/signout",
  "/./auth/signout",
  `/${"a".repeat(400)}`,
];

describe("the path to return to after signing in", () => {
  test.each(kept)("stays %s", (path) => {
    expect(safeReturnTo(path)).toBe(path);
  });

  test.each(changed)("%s becomes %s", (value, path) => {
    expect(safeReturnTo(value)).toBe(path);
  });

  test.each(hostile.map((value) => [value]))("is / in place of %j", (value) => {
    expect(safeReturnTo(value)).toBe("/");
  });

  test("takes little work to refuse, however often it is encoded", () => {
    const decode = vi.spyOn(globalThis, "decodeURIComponent");
    onTestFinished(() => decode.mockRestore());
    expect(safeReturnTo(`/%${"25".repeat(7800)}`)).toBe("/");
    expect(decode.mock.calls.length).toBeLessThan(512);
  });

  test("makes room for demands that travel in the same cookie", () => {
    const path = `/${"a".repeat(399 - JSON.stringify({ demands: ["a-guard"] }).length)}`;
    expect(safeReturnTo(path, ["a-guard"])).toBe(path);
    expect(safeReturnTo(`${path}a`, ["a-guard"])).toBe("/");
    expect(safeReturnTo(`${path}a`)).toBe(`${path}a`);
  });

  test("never grows past what a cookie holds", () => {
    expect(safeReturnTo(`/search?q=${"€".repeat(1000)}`).length).toBeLessThanOrEqual(400);
  });
});
