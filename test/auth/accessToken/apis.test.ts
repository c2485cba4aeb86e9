import { describe, expect, test } from "vitest";
import { apiOf, scopesByApi } from "../../../src/auth/accessToken/apis.js";

const apis = scopesByApi(["api://a/Read", "User.Read", "api://a/v1/Read", "api://a/Write", "User.ReadWrite"]);

describe("the scopes of several APIs", () => {
  test("are told apart by their API, in the order in which these come", () => {
    expect(apis).toEqual([
      ["api://a/Read", "api://a/Write"],
      ["User.Read", "User.ReadWrite"],
      ["api://a/v1/Read"],
    ]);
    expect(scopesByApi([])).toEqual([]);
  });

  test.each([
    [["User.ReadWrite"], 1],
    [["api://a/v1/Read"], 2],
    [["unknown"], 0],
    [[], 0],
    [undefined, 0],
  ])("%j are those of API %i", (scopes, api) => {
    expect(apiOf(apis, scopes)).toBe(api);
  });
});
