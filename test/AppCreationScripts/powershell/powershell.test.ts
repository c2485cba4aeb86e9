import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type CommandOption,
  type CommandOptions,
  cleanupOptions,
  configureOptions,
} from "../../../AppCreationScripts/commandLine/options.js";
import { projectFile } from "../../support/process/startServer.js";
import { parameterNames } from "./parameterNames.js";
import { readScript } from "./powershellScript.js";

const folder = "AppCreationScripts";

function sourceOf(name: string): string {
  return readFileSync(projectFile(`${folder}/${name}`), "utf8");
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

const invokedSource = sourceOf("Invoke-NodeCommand.ps1");
const invoked = readScript(invokedSource);

describe.each<[script: string, command: string, options: CommandOptions]>([
  ["Configure.ps1", "configure.ts", configureOptions],
  ["Cleanup.ps1", "cleanup.ts", cleanupOptions],
])("%s", (name, command, options) => {
  const source = sourceOf(name);
  const script = readScript(source);
  const pairs = parameterNames(options);

  test("is PowerShell", () => {
    expect(script.faultyLines).toEqual([]);
  });

  test("has a parameter for each option of the command, of the same kind, and no other", () => {
    const twins = pairs.map(([option, parameter]) => [parameter, twinOf(options[option])]);
    expect(script.parameters).toEqual(Object.fromEntries(twins));
  });

  test("hands over each parameter that is given, for which its option is known", () => {
    expect(source).toContain(" -Parameters $PSBoundParameters\n");
    expect(invoked.passedOn).toMatchObject(Object.fromEntries(pairs));
  });

  test("explains each parameter, and no other", () => {
    const explained = [...source.matchAll(/^\.PARAMETER (\w+)\n\w/gm)].map(([, parameter]) => parameter);
    expect(explained).toEqual(pairs.map(([, parameter]) => parameter));
  });

  test("starts the command, which exists, and passes its exit code on", () => {
    expect(source).toMatch(
      new RegExp(`/Invoke-NodeCommand\\.ps1" -Command '${command}' .*\\nexit \\$LASTEXITCODE\\n$`),
    );
    expect(existsSync(projectFile(`${folder}/${command}`))).toBe(true);
  });

  test("is a dry run with -WhatIf", () => {
    expect(source).toContain("[CmdletBinding(SupportsShouldProcess)]");
    expect(invokedSource).toContain("\nif ($WhatIfPreference) { $options += '--dry-run' }\n");
  });
});

describe.each(["Configure.ps1", "Cleanup.ps1", "Invoke-NodeCommand.ps1"])("%s", (name) => {
  const source = sourceOf(name);

  test("asks for a PowerShell that passes double quotes on", () => {
    expect(source).toMatch(/^#Requires -Version 7\.3$/m);
  });

  test("ends with exit code 1 until a program has said otherwise", () => {
    expect(source).toContain("\n$global:LASTEXITCODE = 1\n");
  });

  test("takes brackets in the name of a folder as they are", () => {
    const readingPaths = source.match(/\b(?:Split-Path|Test-Path|Push-Location)\b.*/g) ?? [];
    expect(readingPaths.filter((line) => !/^\S+ -LiteralPath /.test(line))).toEqual([]);
  });
});

describe("Invoke-NodeCommand.ps1", () => {
  test("is PowerShell", () => {
    expect(invoked.faultyLines).toEqual([]);
  });

  test("passes each parameter of the scripts on to its option, and no other", () => {
    const pairs = parameterNames({ ...configureOptions, ...cleanupOptions });
    expect(invoked.passedOn).toEqual(Object.fromEntries(pairs));
  });

  test("passes the exit code of the command on", () => {
    expect(invokedSource).toMatch(/\nexit \$LASTEXITCODE\n$/);
  });
});

describe("A script that is broken", () => {
  const source = sourceOf("Configure.ps1");

  test.each([
    ["has lost a bracket", source, ")\n\n# PowerShell", "\n\n# PowerShell"],
    ["has lost a brace", invokedSource, "{ $option }", "{ $option"],
    ["has lost a quote", source, "'Global', 'USGov'", "'Global, 'USGov'"],
  ])("is found out if it %s", (_what, whole, text, broken) => {
    expect(whole).toContain(text);
    expect(readScript(whole.replace(text, broken)).faultyLines).not.toEqual([]);
  });

  test.each([
    ["has another default", "$SecretMonths = 6", "$SecretMonths = 7"],
    ["asks for less", "[Parameter(Mandatory)]\n", ""],
    ["knows fewer clouds", ", 'China'", ""],
    ["takes another type", "[int]", "[string]"],
  ])("is found out if a parameter %s", (_what, text, changed) => {
    expect(source).toContain(text);
    const { parameters, faultyLines } = readScript(source.replace(text, changed));
    expect(faultyLines).toEqual([]);
    expect(parameters).not.toEqual(readScript(source).parameters);
  });

  test("is found out if it passes a parameter on to another option", () => {
    const { passedOn } = readScript(invokedSource.replace("'--base-url'", "'--name'"));
    expect(passedOn).not.toEqual(invoked.passedOn);
  });
});
