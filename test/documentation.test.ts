import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import dotenv from "dotenv";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { loadConfig } from "../src/config/loadConfig.js";
import { allSettings, settingNames } from "../src/config/settings/settings.js";
import { tenantEnvironment } from "./support/app/environments.js";
import { anchorsIn, linksIn, namedIn } from "./support/markdown.js";
import { projectFile } from "./support/process/startServer.js";

const configuration = read("docs/configuration.md");
const sample = read(".env.sample");
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read("package.json")));

const pages = [
  "README.md",
  "SECURITY.md",
  "CONTRIBUTING.md",
  "AppCreationScripts/AppCreationScripts.md",
  "emulator/README.md",
  "examples/orders-api/README.md",
  "test/README.md",
  "test/bench/README.md",
  ...markdownIn("docs"),
  ...markdownIn("docs/decisions"),
  ...markdownIn("docs/operations"),
  // A fork may have taken the emulator or the example away.
].filter((page) => existsSync(projectFile(page)));

function markdownIn(folder: string): string[] {
  const files = readdirSync(projectFile(folder)).filter((file) => file.endsWith(".md"));
  return files.map((file) => `${folder}/${file}`);
}

function read(file: string): string {
  return readFileSync(projectFile(file), "utf8");
}

/** What the pattern's only group matches. */
function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, group]) => group ?? []);
}

describe("docs/configuration.md", () => {
  test("explains every variable, and no other", () => {
    expect(matches(configuration, /^\| `(\w+)` \|/gm).sort()).toEqual([...settingNames].sort());
  });

  test("gives defaults that change nothing where they are set", () => {
    const defaults = [...configuration.matchAll(/^\| `(\w+)` \| `([^`]+)` \|/gm)];
    expect(defaults.map(([, name]) => name)).toContain("PORT");
    for (const [, name = "", shown = ""] of defaults) {
      const tenant = name === "EMULATOR_PORT" ? {} : { ...tenantEnvironment, REDIS_URL: "redis://localhost" };
      const environment = { ...tenant, EXPRESS_SESSION_SECRET: "of-the-tests" };
      const value = shown
        .replace("TENANT_SUBDOMAIN", tenantEnvironment.TENANT_SUBDOMAIN)
        .replace("PORT", String(allSettings.PORT.default));
      expect(loadConfig({ ...environment, [name]: value }), name).toEqual(loadConfig(environment));
    }
  });
});

describe.each(pages)("%s", (page) => {
  const text = read(page);

  test.each(
    [...new Set(matches(text, /npm (?:run )?([\w:-]+)/g))].filter(
      (name) => !["ci", "install", "pack", "run", "uninstall"].includes(name),
    ),
  )("names the script %s, which exists", (name) => {
    expect(Object.keys(scripts)).toContain(name);
  });

  test.each([
    ...new Set(matches(text, /`((?:src|test|views|public|emulator|AppCreationScripts|docs)\/[\w./-]*)`/g)),
  ])("names %s, which exists", (name) => {
    expect(existsSync(projectFile(name))).toBe(true);
  });

  test.each(namedIn(text))("says that %s has %s in it", (file, name) => {
    expect(read(file)).toMatch(new RegExp(`(?<!\\w)${name.replace(/\W/g, "\\$&")}(?!\\w)`));
  });

  test.each(linksIn(text))("links to %s, which exists", (link) => {
    const [file, anchor] = link.split("#");
    const target = file ? path.join(path.dirname(page), file) : page;
    expect(existsSync(projectFile(target))).toBe(true);
    if (anchor !== undefined) {
      expect(anchorsIn(read(target))).toContain(anchor);
    }
  });
});

describe(".env.sample", () => {
  test("has a line for every variable, and no other", () => {
    expect(matches(sample, /^#?([A-Z_]+)=/gm).sort()).toEqual([...settingNames].sort());
  });

  test("is good as it stands: it starts the emulator", () => {
    const lines = sample.split("\n").filter((line) => /^[A-Z_]+=/.test(line));
    const environment = dotenv.parse(lines.join("\n"));
    expect(loadConfig(environment).emulator).toBeDefined();
  });

  test("is good with every example in it uncommented", () => {
    const lines = sample.split("\n").filter((line) => /^#?[A-Z_]+=/.test(line));
    const examples = lines.map((line) => line.replace(/^#/, ""));
    const { NODE_ENV: _production, ...environment } = dotenv.parse(examples.join("\n"));
    expect(loadConfig(environment).port).toBe(3000);
  });
});
