import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { findOnPath } from "../../support/process/programs.js";
import { projectFile } from "../../support/process/startServer.js";
import { temporaryFolder } from "../../support/process/temporaryFolder.js";
import { runProgram } from "../runProgram.js";

const powershell = process.env.PWSH_PATH || findOnPath("pwsh");

const tenant = ["-TenantId", "contoso.onmicrosoft.com"];

/** What stands for a command: it prints what it was given, and ends as it is told. */
const commandOfTheTest = `
process.stdout.write(JSON.stringify(process.argv.slice(2)));
process.exitCode = Number(process.env.EXIT_CODE ?? 0);
`;

/** A project in a folder with brackets, whose scripts are the real ones. */
function makeProject(): string {
  const project = path.join(temporaryFolder(), "a project [1]");
  const folder = path.join(project, "AppCreationScripts");
  mkdirSync(folder, { recursive: true });
  for (const name of ["Configure.ps1", "Cleanup.ps1", "Invoke-NodeCommand.ps1"]) {
    copyFileSync(projectFile(`AppCreationScripts/${name}`), path.join(folder, name));
  }
  for (const name of ["configure.ts", "cleanup.ts"]) {
    writeFileSync(path.join(folder, name), commandOfTheTest);
  }
  writeFileSync(path.join(project, "package.json"), '{ "type": "module" }');
  symlinkSync(projectFile("node_modules"), path.join(project, "node_modules"));
  return project;
}

/** Runs the scripts with the PowerShell that is here; says in a line that they are not run where there is none. */
export function describeRuns(): void {
  if (powershell === undefined) {
    process.stdout.write(
      "No pwsh on PATH or in PWSH_PATH: the scripts for PowerShell are parsed and not run.\n",
    );
    return;
  }
  const run = (
    project: string,
    script: string,
    options: readonly string[],
    environment: NodeJS.ProcessEnv = {},
  ) =>
    runProgram({
      command: [
        powershell,
        "-NoProfile",
        "-File",
        path.join(project, "AppCreationScripts", script),
        ...options,
      ],
      environment: { POWERSHELL_TELEMETRY_OPTOUT: "1", ...environment },
    });

  describe.each(["Configure.ps1", "Cleanup.ps1"])("PowerShell runs %s", (script) => {
    test("in a folder with brackets, with each value as it is given", async () => {
      const name = `-Tom's "big" app [1] $x`;
      const { code, output, errors } = await run(makeProject(), script, [
        ...tenant,
        `-Name:${name}`,
        "-DeviceCode",
      ]);
      expect({ code, errors }).toEqual({ code: 0, errors: "" });
      expect(JSON.parse(output)).toEqual(
        expect.arrayContaining(["--tenant-id=contoso.onmicrosoft.com", `--name=${name}`, "--device-code"]),
      );
    });

    test.each(["-WhatIf", "-DryRun"])("as a dry run with %s", async (option) => {
      const { code, output } = await run(makeProject(), script, [...tenant, option]);
      expect(code).toBe(0);
      expect(JSON.parse(output)).toContain("--dry-run");
    });

    test("and ends as the command does", async () => {
      const { code } = await run(makeProject(), script, tenant, { EXIT_CODE: "3" });
      expect(code).toBe(3);
    });

    test("and fails where no command could be run", async () => {
      const broken = temporaryFolder();
      writeFileSync(path.join(broken, "node"), "No program.");
      chmodSync(path.join(broken, "node"), 0o755);
      const PATH = [broken, "/usr/bin", "/bin"].join(path.delimiter);
      const { code, output } = await run(makeProject(), script, tenant, { PATH });
      expect({ code, output }).toEqual({ code: 1, output: "" });
    });

    test("with the real command", async () => {
      const { code, output, errors } = await run(projectFile("."), script, [...tenant, "-WhatIf"]);
      expect({ code, errors }).toEqual({ code: 0, errors: "" });
      expect(output).toMatch(/^This is a dry run: nobody is called and nothing is written\.$/m);
    });
  });
}
