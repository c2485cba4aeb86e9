import { expect, test } from "vitest";
import { loadConfig } from "../../src/config/loadConfig.js";
import { profileScopesOf } from "../../src/config/profileScopes.js";
import { tenantEnvironment } from "../support/app/environments.js";

test.each([
  ["User.Read", { read: "User.Read", write: undefined }],
  ["User.ReadWrite", { read: "User.ReadWrite", write: "User.ReadWrite" }],
  ["User.ReadWrite User.Read", { read: "User.Read", write: "User.ReadWrite" }],
  ["https://graph.microsoft.com/User.Read", { read: "User.Read", write: undefined }],
  ["Mail.Read", undefined],
  ["User.Read.All", undefined],
  ["api://33333333-4444-4555-8666-777777777777/User.Read", undefined],
  ["", undefined],
])("the scopes of the profile among %j are %j", (API_SCOPES, expected) => {
  expect(profileScopesOf(loadConfig({ ...tenantEnvironment, API_SCOPES }))).toEqual(expected);
});

test("the emulated tenant has both", () => {
  expect(profileScopesOf(loadConfig({}))).toEqual({ read: "User.Read", write: "User.ReadWrite" });
});
