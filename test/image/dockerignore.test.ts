import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ignoredBy } from "../support/image/dockerignore.js";
import { projectFile } from "../support/process/startServer.js";

const isIgnored = ignoredBy(readFileSync(projectFile(".dockerignore"), "utf8"));

describe(".dockerignore", () => {
  test.each([
    ".env",
    ".env.production",
    "src/.env",
    "public/.env.local",
    ".git/config",
    ".npmrc",
    "client-certificate.pem",
    "client-certificate.pem.old",
    "public/client-certificate.pem",
    "src/credentials/client.key",
    "views/client.pfx",
    "src/client.p12",
    "node_modules/express/package.json",
    "src/node_modules/a/index.js",
    "dist/server.js",
    "test/server.test.ts",
    "src/server.test.ts",
    "AppCreationScripts/configure.ts",
    "compose.yaml",
  ])("keeps %s out", (file) => {
    expect(isIgnored(file)).toBe(true);
  });

  test.each([
    "package.json",
    "package-lock.json",
    "build.ts",
    "tsconfig.json",
    "src/server.ts",
    "views/orders/own.hbs",
  ])("lets %s in", (file) => {
    expect(isIgnored(file)).toBe(false);
  });
});

describe("ignoredBy", () => {
  test.each([
    ["a", "a", true],
    ["a", "a/b/c", true],
    ["a", "b/a", false],
    ["/a/", "a/b", true],
    ["*.md", "a.md", true],
    ["*.md", "b/a.md", false],
    ["**/*.md", "a.md", true],
    ["**/*.md", "b/c/a.md", true],
    ["a?", "ab", true],
    ["a?", "a/", false],
    ["a.b", "aXb", false],
    ["a\n!a/b", "a/b/c", false],
    ["a\n!a/b", "a/c", true],
    ["!a\na", "a", true],
    ["# a\n\n", "a", false],
  ])("reads %j: is %s left out? %s", (patterns, file, expected) => {
    expect(ignoredBy(patterns)(file)).toBe(expected);
  });
});
