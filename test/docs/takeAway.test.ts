import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { projectFile } from "../support/process/startServer.js";

const sources = readdirSync(projectFile("src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => path.posix.join("src", file));

/** The sources of the app, and what builds them, that have this text. */
function filesWith(text: string): string[] {
  return [...sources, "build.ts", "package.json"].filter((file) =>
    readFileSync(projectFile(file), "utf8").includes(text),
  );
}

test("docs/take-away.md names every place that the emulator is started from", () => {
  const page = readFileSync(projectFile("docs/take-away.md"), "utf8");
  const places = [...new Set([...filesWith("emulator/"), ...filesWith("dist/emulator")])];
  expect(places).toEqual(["src/server.ts", "build.ts", "package.json"]);
  for (const place of places) {
    expect(page).toContain(`\`${place}\``);
  }
});

test("docs/take-away.md names every place that the orders API is started from", () => {
  const page = readFileSync(projectFile("docs/take-away.md"), "utf8");
  const places = [...filesWith("orders-api/"), ...filesWith("dist/orders-api")];
  const settings = "src/config/settings/addressSettings.ts";
  expect(new Set(places)).toEqual(new Set([settings, "src/server.ts", "build.ts", "package.json"]));
  for (const place of places) {
    expect(page).toContain(`\`${place}\``);
  }
});

test.each([
  ['from "redis"', /^src\/session\/redis\//],
  ['from "connect-redis"', /^src\/session\/redis\//],
  ['from "rate-limit-redis"', /^src\/session\/redis\//],
  ['from "@azure/identity"', /^src\/credentials\/keyVault\.ts$/],
  ['from "@azure/keyvault-secrets"', /^src\/credentials\/keyVault\.ts$/],
])("what docs/take-away.md has deleted is all that imports %s", (text, place) => {
  const files = filesWith(text);
  expect(files).not.toEqual([]);
  for (const file of files) {
    expect(file).toMatch(place);
  }
});
