import { describe, expect, test } from "vitest";
import * as z from "zod";
import {
  type CommandOptions,
  cleanupOptions,
  configureOptions,
} from "../../AppCreationScripts/commandLine/options.js";
import { parameterNames } from "../AppCreationScripts/powershell/parameterNames.js";
import { promptIn } from "./prompt.js";
import { projectThatPrints } from "./scriptProject.js";

const typed = promptIn(projectThatPrints);

const helpSchema = z.object({
  synopsis: z.string(),
  description: z.string(),
  parameters: z.array(z.object({ name: z.string(), description: z.string() })),
  examples: z.int(),
});

/** Asks PowerShell for the help of a script. */
function askForHelp(script: string): string {
  return `
    $help = Get-Help ./AppCreationScripts/${script} -Full
    @{
      synopsis = $help.Synopsis
      description = "$($help.description.Text)"
      parameters = @($help.parameters.parameter | ForEach-Object {
        @{ name = $_.name; description = "$($_.description.Text)" }
      })
      examples = @($help.examples.example | Where-Object { $_ }).Count
    } | ConvertTo-Json -Depth 3 -Compress`;
}

/** What PowerShell itself gives to each script that can be confirmed. */
const ofItsOwn = ["WhatIf", "Confirm"];

describe.each<[script: string, options: CommandOptions]>([
  ["Configure.ps1", configureOptions],
  ["Cleanup.ps1", cleanupOptions],
])("Get-Help of %s", (script, options) => {
  test(
    "says what the script does, and what each parameter is for",
    typed(askForHelp(script), ({ output, errors }) => {
      expect(errors).toEqual([]);
      const { synopsis, description, parameters, examples } = helpSchema.parse(JSON.parse(output.join("")));
      expect(synopsis).toMatch(/^\w.*\.$/);
      expect(description).toMatch(/^\w.*\.$/s);
      const own = parameters.filter(({ name }) => !ofItsOwn.includes(name));
      expect(own.map(({ name }) => name)).toEqual(parameterNames(options).map(([, parameter]) => parameter));
      expect(own.filter(({ description: text }) => !/^\w.*\.$/s.test(text))).toEqual([]);
      expect(examples).toBeGreaterThan(0);
    }),
  );

  test(
    "has examples that can be typed",
    typed(
      `(Get-Help ./AppCreationScripts/${script} -Examples).examples.example.code | ForEach-Object {
        & ([scriptblock]::Create("$_ -WhatIf"))
      }`,
      ({ output, errors, stoppedBy }) => {
        expect({ errors, stoppedBy }).toEqual({ errors: [], stoppedBy: null });
        expect(output).not.toEqual([]);
        for (const line of output) {
          expect(line).toMatch(/^\["\w+\.ts","--tenant-id=.*"--dry-run"\]$/);
        }
      },
    ),
  );
});

test(
  "Get-Help of Invoke-NodeCommand.ps1 names the scripts to start",
  typed(askForHelp("Invoke-NodeCommand.ps1"), ({ output, errors }) => {
    expect(errors).toEqual([]);
    const { synopsis, parameters } = helpSchema.parse(JSON.parse(output.join("")));
    expect(synopsis).toContain("Configure.ps1 and Cleanup.ps1");
    expect(parameters.filter(({ name }) => !ofItsOwn.includes(name))).toEqual(
      ["Command", "Action", "Parameters"].map((name) => ({
        name,
        description: expect.stringMatching(/^\w.*\.$/s),
      })),
    );
  }),
);
