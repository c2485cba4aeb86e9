import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  type CommandOption,
  type CommandOptions,
  cleanupOptions,
  configureOptions,
} from "../../../AppCreationScripts/commandLine/options.js";
import { projectFile } from "../../support/process/startServer.js";
import { describeRuns } from "./powershellRuns.js";
import { readScript } from "./powershellScript.js";

const folder = "AppCreationScripts";

function sourceOf(name: string): string {
  return readFileSync(projectFile(`${folder}/${name}`), "utf8");
}

/** PowerShell has a help of its own, and the cloud has the name that it had in the original's scripts. */
function parameterNames({
  help: _ofItsOwn,
  ...options
}: CommandOptions): [option: string, parameter: string][] {
  return Object.keys(options).map((option) => [
    option,
    option === "environment" ? "AzureEnvironmentName" : pascalCase(option),
  ]);
}

function pascalCase(option: string): string {
  return option.replace(/(?:^|-)(\w)/g, (_match, letter: string) => letter.toUpperCase());
}

/** The parameter that does the same as an option. */
function twinOf(option: CommandOption | undefined) {
  const isNumber = /^\d+$/.test(option?.default ?? "");
  const valueType = isNumber ? "int" : "string";
  return {
    type: option?.type === "boolean" ? "switch" : valueType,
    mandatory: option?.required === true,
    choices: option?.choices,
    default: option?.default,
  };
}

describe.each<[script: string, command: string, options: CommandOptions]>([
  ["Configure.ps1", "configure.ts", configureOptions],
  ["Cleanup.ps1", "cleanup.ts", cleanupOptions],
])("%s", (name, command, options) => {
  const source = sourceOf(name);
  const script = readScript(source);
  const pairs = parameterNames(options);

  it("is PowerShell", () => {
    expect(script.faultyLines).toEqual([]);
  });

  it("has a parameter for each option of the command, of the same kind, and no other", () => {
    const twins = pairs.map(([option, parameter]) => [parameter, twinOf(options[option])]);
    expect(script.parameters).toEqual(Object.fromEntries(twins));
  });

  it("passes each parameter on to its option", () => {
    expect(script.passedOn).toEqual(Object.fromEntries(pairs));
  });

  it("explains each parameter, and no other", () => {
    const explained = [...source.matchAll(/^\.PARAMETER (\w+)\n\w/gm)].map(([, parameter]) => parameter);
    expect(explained).toEqual(pairs.map(([, parameter]) => parameter));
  });

  it("starts the command, which exists, and passes its exit code on", () => {
    expect(source).toContain(`-Command '${command}' -Options $options\n}\nexit $LASTEXITCODE\n`);
    expect(existsSync(projectFile(`${folder}/${command}`))).toBe(true);
  });

  it("is a dry run with -WhatIf", () => {
    expect(source).toContain("[CmdletBinding(SupportsShouldProcess)]");
    expect(source).toContain("if ($DryRun -or $WhatIfPreference) { $options += '--dry-run' }");
  });
});

describe.each(["Configure.ps1", "Cleanup.ps1", "Invoke-NodeCommand.ps1"])("%s", (name) => {
  const source = sourceOf(name);

  it("asks for a PowerShell that passes double quotes on", () => {
    expect(source).toMatch(/^#Requires -Version 7\.3$/m);
  });

  it("ends with exit code 1 until a program has said otherwise", () => {
    expect(source).toContain("\n$global:LASTEXITCODE = 1\n");
  });

  it("takes brackets in the name of a folder as they are", () => {
    const readingPaths = source.match(/\b(?:Split-Path|Test-Path|Push-Location)\b.*/g) ?? [];
    expect(readingPaths.filter((line) => !/^\S+ -LiteralPath /.test(line))).toEqual([]);
  });
});

describe("Invoke-NodeCommand.ps1", () => {
  it("is PowerShell", () => {
    expect(readScript(sourceOf("Invoke-NodeCommand.ps1")).faultyLines).toEqual([]);
  });
});

describe("A script that is broken", () => {
  const source = sourceOf("Configure.ps1");

  it.each([
    ["has lost a bracket", ")\n\n# A value", "\n\n# A value"],
    ["has lost a brace", "'--graph' }", "'--graph'"],
    ["has lost a quote", "'Global', 'USGov'", "'Global, 'USGov'"],
  ])("is found out where it %s", (_what, text, broken) => {
    expect(source).toContain(text);
    expect(readScript(source.replace(text, broken)).faultyLines).not.toEqual([]);
  });

  it.each([
    ["has another default", "$SecretMonths = 6", "$SecretMonths = 7"],
    ["asks for less", "[Parameter(Mandatory)]\n", ""],
    ["knows fewer clouds", ", 'China'", ""],
    ["takes another type", "[int]", "[string]"],
  ])("is found out where a parameter %s", (_what, text, changed) => {
    expect(source).toContain(text);
    const { parameters, faultyLines } = readScript(source.replace(text, changed));
    expect(faultyLines).toEqual([]);
    expect(parameters).not.toEqual(readScript(source).parameters);
  });

  it("is found out where it passes a parameter on to another option", () => {
    const { passedOn } = readScript(source.replace("--base-url=$BaseUrl", "--base-url=$Name"));
    expect(passedOn["base-url"]).toBe("Name");
  });
});

describeRuns();
