import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { findOnPath } from "../../support/process/programs.js";
import { projectFile } from "../../support/process/startServer.js";
import { temporaryFolder } from "../../support/process/temporaryFolder.js";
import { runProgram } from "../runProgram.js";

const powershell = process.env.PWSH_PATH || findOnPath("pwsh");

const tenant = ["-TenantId", "contoso.onmicrosoft.com"];

/** A parameter as it is given to a script, and the option that the command gets. */
type Given = readonly [parameter: readonly string[], option: string];

const shared: readonly Given[] = [
  [["-ClientId", "11111111-2222-4333-8444-555555555555"], "--client-id=11111111-2222-4333-8444-555555555555"],
  [["-Browser"], "--browser"],
  [["-DeviceCode"], "--device-code"],
  [["-DryRun"], "--dry-run"],
];

const scripts: readonly (readonly [script: string, given: readonly Given[]])[] = [
  [
    "Configure.ps1",
    [
      [tenant, "--tenant-id=contoso.onmicrosoft.com"],
      [["-AzureEnvironmentName", "USGov"], "--environment=USGov"],
      [["-BaseUrl", "https://app.example.com"], "--base-url=https://app.example.com"],
      [["-Name", "The app"], "--name=The app"],
      [["-Graph"], "--graph"],
      [["-SecretMonths", "12"], "--secret-months=12"],
      [["-Certificate"], "--certificate"],
      ...shared,
    ],
  ],
  [
    "Cleanup.ps1",
    [
      [tenant, "--tenant-id=contoso.onmicrosoft.com"],
      [["-AzureEnvironmentName", "China"], "--environment=China"],
      [["-Name", "The app"], "--name=The app"],
      [["-Yes"], "--yes"],
      ...shared,
    ],
  ],
];

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

/** Runs the scripts with the PowerShell that is here; says in a line that they are not run if there is none. */
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

  describe.each(scripts)("PowerShell runs %s", (script, given) => {
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

    test("with every parameter that is given", async () => {
      const { code, output } = await run(
        makeProject(),
        script,
        given.flatMap(([parameter]) => parameter),
      );
      expect(code).toBe(0);
      expect(JSON.parse(output)).toEqual(given.map(([, option]) => option));
    });

    test("with no switch that is off, no empty client id, and an empty name, which is refused", async () => {
      const parameters = ["-Browser:$false", "-ClientId", "", "-Name", ""];
      const { output } = await run(makeProject(), script, [...tenant, ...parameters]);
      expect(JSON.parse(output)).toEqual(["--tenant-id=contoso.onmicrosoft.com", "--name="]);
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

    test("and fails if no command could be run", async () => {
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
