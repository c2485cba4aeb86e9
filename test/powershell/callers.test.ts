import { describe, expect, test } from "vitest";
import { promptIn } from "./prompt.js";
import { projectThatPrints } from "./scriptProject.js";

const typed = promptIn(projectThatPrints);

const tenantOption = "--tenant-id=contoso.onmicrosoft.com";

const scripts = [
  ["Configure.ps1", "configure.ts"],
  ["Cleanup.ps1", "cleanup.ts"],
] as const;

describe.each(scripts)("Whatever somebody prefers in PowerShell, %s", (script, command) => {
  const run = `./AppCreationScripts/${script} -TenantId contoso.onmicrosoft.com`;
  const printed = (...options: readonly string[]) => JSON.stringify([command, tenantOption, ...options]);

  describe.each([
    ["$ErrorActionPreference = 'Continue'"],
    ["$ErrorActionPreference = 'Stop'"],
    ["$ErrorActionPreference = 'Stop'; $PSNativeCommandUseErrorActionPreference = $true"],
    ["Set-StrictMode -Version Latest"],
  ])("with %s,", (preference) => {
    test(
      "ends as the command does, and lets the next line find out",
      typed(`${preference}; ${run} -Name 'exit 3'; $?; $LASTEXITCODE`, (seen) => {
        const output = [printed("--name=exit 3"), "False", "3"];
        expect(seen).toEqual({ output, errors: [], console: "", stoppedBy: null, exitCode: 3 });
      }),
    );
  });

  test(
    "lets go on what follows its success, and nothing else",
    typed(`${run} && 'next'; ${run} -Name 'exit 1' && 'never'`, ({ output }) => {
      expect(output).toEqual([printed(), "next", printed("--name=exit 1")]);
    }),
  );

  test(
    "says what an interruption leaves, if Node.js has ended by one before PowerShell notices it",
    typed(`${run} -Name 'exit 130'`, ({ output, console, exitCode }) => {
      expect({ output, exitCode }).toEqual({ output: [printed("--name=exit 130")], exitCode: 130 });
      const [first, ...rest] = console.split("\n").filter((line) => line !== "");
      expect(first).toBe("Interrupted. What is done so far stays: run the script again to go on.");
      const secret =
        "If its output went to another command, a client secret may be left that nobody knows: remove it.";
      expect(rest).toEqual(command === "configure.ts" ? [secret] : []);
    }),
  );

  test(
    "passes double quotes on",
    typed(`$PSNativeCommandArgumentPassing = 'Legacy'; ${run} -Name 'a "big" app'`, ({ output }) => {
      expect(output).toEqual([printed('--name=a "big" app')]);
    }),
  );

  describe.each([
    ["a function", "function node { 'not Node.js' }"],
    ["an alias", "Set-Alias node Get-Date"],
  ])("runs Node.js and not %s of this name", (_what, defined) => {
    test(
      "with all options",
      typed(`${defined}; ${run}`, (seen) => {
        expect(seen).toEqual({ output: [printed()], errors: [], console: "", stoppedBy: null, exitCode: 0 });
      }),
    );
  });

  describe.each([
    ["/", "", "all of it"],
    ["Env:", "", "all of it"],
    ["/", "| Select-Object -First 1", "one line"],
  ])("can be run from %s%s, of which somebody reads %s,", (folder, reader) => {
    test(
      "and leaves them there",
      typed(
        `$script = Resolve-Path -LiteralPath ./AppCreationScripts/${script}
        Set-Location ${folder}; & $script -TenantId contoso.onmicrosoft.com ${reader}; (Get-Location).Drive.Name`,
        ({ output, stoppedBy }) => {
          expect({ output, stoppedBy }).toEqual({
            output: [printed(), folder.replace(":", "")],
            stoppedBy: null,
          });
        },
      ),
    );
  });
});

/** A line that is run while PATH has nothing but this. */
function whilePathIs(folders: string, line: string): string {
  return `$path = $env:PATH; try { $env:PATH = "${folders}"; ${line} } finally { $env:PATH = $path }`;
}

describe("Configure.ps1 cannot run the command, and says so,", () => {
  const run = "./AppCreationScripts/Configure.ps1 -TenantId contoso.onmicrosoft.com";

  test(
    "if Node.js is missing",
    typed(whilePathIs("/nowhere", run), ({ output, console, exitCode }) => {
      expect({ output, console, exitCode }).toEqual({
        output: [],
        console: "Node.js is not installed, or not on PATH. Get it from https://nodejs.org.\n",
        exitCode: 1,
      });
    }),
  );

  test(
    "if the libraries are missing",
    typed(
      `Rename-Item node_modules kept; try { ${run} } finally { Rename-Item kept node_modules }`,
      ({ output, console, exitCode }) => {
        expect({ output, exitCode }).toEqual({ output: [], exitCode: 1 });
        expect(console).toMatch(
          /^The app's libraries are not installed\. Run npm ci in \/.*\/a project \[1\] \$x `y\.\n$/,
        );
      },
    ),
  );

  test(
    "if Node.js cannot be started, which is no interruption",
    typed(
      `New-Item broken/node -Force -Value 'No program.' | ForEach-Object { chmod +x $_ }
      ${whilePathIs("$PWD/broken", run)}`,
      ({ output, console, stoppedBy, exitCode }) => {
        expect({ output, console, exitCode }).toEqual({ output: [], console: "", exitCode: 1 });
        expect(stoppedBy).toContain("'node' failed to run");
      },
    ),
  );
});
