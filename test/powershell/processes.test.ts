import path from "node:path";
import { expect, test } from "vitest";
import { runPowerShell } from "./runPowerShell.js";
import { projectThatPrints } from "./scriptProject.js";

/** Runs a script as programs do that know nothing of PowerShell. */
function runFile(project: string, script: string, ...parameters: readonly string[]) {
  const file = path.join(project, "AppCreationScripts", script);
  return runPowerShell(["-File", file, "-TenantId", "contoso.onmicrosoft.com", ...parameters]);
}

test("pwsh -File ends as the command does, with values as they are, though lines end as on Windows", async () => {
  const name = `-Tom's "big" app [1] $x`;
  const ended = await runFile(projectThatPrints("\r\n"), "Cleanup.ps1", `-Name:${name}`, "-Yes");
  const options = ["--tenant-id=contoso.onmicrosoft.com", `--name=${name}`, "--yes"];
  const output = `${JSON.stringify(["cleanup.ts", ...options])}\n`;
  expect(ended).toEqual({ code: 0, signal: null, output, errors: "" });
});

test("pwsh -File passes the exit code of the command on", async () => {
  const ended = await runFile(projectThatPrints(), "Configure.ps1", "-Name", "exit 3");
  const output = '["configure.ts","--tenant-id=contoso.onmicrosoft.com","--name=exit 3"]\n';
  expect(ended).toEqual({ code: 3, signal: null, output, errors: "" });
});

test("pwsh -File ends with exit code 1 if a parameter is refused", async () => {
  const ended = await runFile(projectThatPrints(), "Configure.ps1", "-AzureEnvironmentName", "Mars");
  expect(ended).toMatchObject({ code: 1, output: "" });
  expect(ended.errors).toContain('"Mars" does not belong to the set "Global,USGov,China"');
});
