import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { variableNames } from "../src/config/variables.js";
import { loadConfig } from "../src/config.js";
import { projectFile } from "./support/startServer.js";

const readme = readFileSync(projectFile("README.md"), "utf8");
const security = readFileSync(projectFile("SECURITY.md"), "utf8");
const sample = readFileSync(projectFile(".env.sample"), "utf8");
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(projectFile("package.json"), "utf8")));

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, group]) => group ?? []);
}

describe("README.md and SECURITY.md", () => {
  it("explains every variable, and no other", () => {
    const section = readme.split("## Configuration")[1]?.split("\n## ")[0] ?? "";
    expect(matches(section, /^\| `(\w+)` \|/gm).sort()).toEqual([...variableNames].sort());
  });

  it.each(matches(readme, /npm (?:run )?([\w:-]+)/g).filter((name) => name !== "ci" && name !== "run"))(
    "names the script %s, which exists",
    (name) => {
      expect(Object.keys(scripts)).toContain(name);
    },
  );

  it.each(matches(readme + security, /`((?:src|test|views|public)\/[\w./]*)`|\]\((?!http)([^)]+)\)/g))(
    "names %s, which exists",
    (name) => {
      expect(existsSync(projectFile(name))).toBe(true);
    },
  );
});

describe(".env.sample", () => {
  it("has a line for every variable, and no other", () => {
    expect(matches(sample, /^#?([A-Z_]+)=/gm).sort()).toEqual([...variableNames].sort());
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
