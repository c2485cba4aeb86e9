import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import {
  type CommandOption,
  type CommandOptions,
  cleanupOptions,
  configureOptions,
} from "../../AppCreationScripts/commandLine/options.js";
import {
  parseCleanupOptions,
  parseConfigureOptions,
} from "../../AppCreationScripts/commandLine/parseOptions.js";
import { apiVariables } from "../../AppCreationScripts/project/apiSettings.js";
import { registrationSteps } from "../../AppCreationScripts/registerApp.js";
import { administrationVariables } from "../../AppCreationScripts/signIn/appOnly/administrationCredential.js";
import { settingNames } from "../../src/config/settings/settings.js";
import { projectFile } from "../support/process/startServer.js";
import { readScript } from "./powershell/powershellScript.js";

const folder = "AppCreationScripts";
const text = read(`${folder}/AppCreationScripts.md`);
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read("package.json")));
const options: CommandOptions = { ...cleanupOptions, ...configureOptions };

function read(file: string): string {
  return readFileSync(projectFile(file), "utf8");
}

function matches(pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, group]) => group ?? []);
}

/** The cells of the table's rows under a heading, without the table's own heading. */
function rowsUnder(heading: string): string[][] {
  const section = text.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const rows = [...section.matchAll(/^\| (.*) \|$/gm)].map(([, row = ""]) => row.split(" | "));
  return rows.slice(1);
}

/** What the table says of an option's default. */
function shownDefault(name: string, { type, required, default: value }: CommandOption): string {
  if (required) {
    return "(required)";
  }
  if (value === undefined) {
    const unset = name === "client-id" ? "Microsoft's" : "(none)";
    return type === "boolean" ? "off" : unset;
  }
  return `\`${value}\``;
}

describe("AppCreationScripts.md", () => {
  test.each([...new Set(matches(/npm (?:run )?([\w:-]+)/g))].filter((name) => name !== "ci"))(
    "names the script %s, which exists",
    (name) => {
      expect(Object.keys(scripts)).toContain(name);
    },
  );

  test.each([
    ["configure", parseConfigureOptions],
    ["cleanup", parseCleanupOptions],
  ])("shows command lines that npm run %s takes", (script, parse) => {
    const lines = matches(new RegExp(`^npm run ${script} -- (.*)$`, "gm"));
    expect(lines).not.toEqual([]);
    for (const line of lines) {
      expect(() => parse(line.split(" "))).not.toThrow();
    }
  });

  test("explains each option with its default, and no other", () => {
    const shown = rowsUnder("Options").map(([option, , value]) => [option, value]);
    const expected = Object.entries(options).map(([name, option]) => [
      `\`--${name}\``,
      shownDefault(name, option),
    ]);
    expect(shown.sort()).toEqual(expected.sort());
  });

  test("says which options cleanup takes", () => {
    const sentence = /^Cleanup takes ([^.]*)\.$/m.exec(text)?.[1] ?? "";
    const named = [...sentence.matchAll(/`--([\w-]+)`/g)].map(([, name]) => name);
    expect(named).toEqual(Object.keys(cleanupOptions));
  });

  test.each([...new Set(matches(/`--([\w-]+)/g))])("names the option --%s, which exists", (name) => {
    expect(Object.keys(options)).toContain(name);
  });

  test("gives each option the name of its parameter in PowerShell", () => {
    const { passedOn } = readScript(read(`${folder}/Invoke-NodeCommand.ps1`));
    const shown = rowsUnder("Options").map(([option = "", parameter = ""]) => [
      option.replace(/^`--|`$/g, ""),
      parameter.replace(/^`-|`$/g, ""),
    ]);
    const withoutHelp = shown.filter(([option]) => option !== "help");
    expect(Object.fromEntries(withoutHelp)).toEqual(passedOn);
  });

  test("names permission and roles of each step, and no other step", () => {
    const steps = registrationSteps.map(({ title, permissions, roles }) => [
      title,
      permissions.map((permission) => `\`${permission}\``).join(" and "),
      roles.join(", "),
    ]);
    expect(rowsUnder("The roles you need")).toEqual(steps);
  });

  test.each(matches(/`([A-Z_]{4,})`/g))("names the variable %s, which exists", (name) => {
    expect([...settingNames, ...apiVariables, ...administrationVariables]).toContain(name);
  });

  test.each(matches(/(AppCreationScripts\/[\w.]+\.\w+)/g))("names %s, which exists", (name) => {
    expect(existsSync(projectFile(name))).toBe(true);
  });
});
