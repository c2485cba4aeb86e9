import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { loadConfig } from "../src/config/loadConfig.js";
import { allSettings, settingNames } from "../src/config/settings/settings.js";
import { tenantEnvironment } from "./support/app/environments.js";
import { anchorsIn, linksIn } from "./support/markdown.js";
import { projectFile } from "./support/process/startServer.js";

const readme = read("README.md");
const sample = read(".env.sample");
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read("package.json")));

const pages = [
  "README.md",
  "SECURITY.md",
  "CONTRIBUTING.md",
  "AppCreationScripts/AppCreationScripts.md",
  "test/bench/README.md",
];

function read(file: string): string {
  return readFileSync(projectFile(file), "utf8");
}

/** What the pattern's only group matches. */
function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, group]) => group ?? []);
}

describe("README.md", () => {
  const section = readme.split("## Configuration")[1]?.split("\n## ")[0] ?? "";

  it("explains every variable, and no other", () => {
    expect(matches(section, /^\| `(\w+)` \|/gm).sort()).toEqual([...settingNames].sort());
  });

  it("gives defaults that change nothing where they are set", () => {
    const defaults = [...section.matchAll(/^\| `(\w+)` \| `([^`]+)` \|/gm)];
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

  it.each(
    [...new Set(matches(readme, /npm (?:run )?([\w:-]+)/g))].filter(
      (name) => name !== "ci" && name !== "run",
    ),
  )("names the script %s, which exists", (name) => {
    expect(Object.keys(scripts)).toContain(name);
  });
});

describe.each(pages)("%s", (page) => {
  const text = read(page);

  it.each([...new Set(matches(text, /`((?:src|test|views|public)\/[\w./]*)`/g))])(
    "names %s, which exists",
    (name) => {
      expect(existsSync(projectFile(name))).toBe(true);
    },
  );

  it.each(linksIn(text))("links to %s, which exists", (link) => {
    const [file, anchor] = link.split("#");
    const target = file ? path.join(path.dirname(page), file) : page;
    expect(existsSync(projectFile(target))).toBe(true);
    if (anchor !== undefined) {
      expect(anchorsIn(read(target))).toContain(anchor);
    }
  });
});

describe(".env.sample", () => {
  it("has a line for every variable, and no other", () => {
    expect(matches(sample, /^#?([A-Z_]+)=/gm).sort()).toEqual([...settingNames].sort());
  });

  it("is good as it stands: it starts the emulator", () => {
    const lines = sample.split("\n").filter((line) => /^[A-Z_]+=/.test(line));
    const environment = Object.fromEntries(lines.map((line) => line.split("=", 2)));
    expect(loadConfig(environment).emulator).toBeDefined();
  });

  it("is good with every example in it uncommented", () => {
    const lines = sample.split("\n").filter((line) => /^#?[A-Z_]+=/.test(line));
    const examples = lines.map((line) => line.replace(/^#/, "").split("=", 2));
    const { NODE_ENV: _production, ...environment } = Object.fromEntries(examples);
    expect(loadConfig(environment).port).toBe(3000);
  });
});
