import { execFileSync } from "node:child_process";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { cacheFolder } from "../support/process/cacheFolder.js";
import { endWithLine } from "../support/process/neededPrograms.js";
import { findOnPath, isExecutable } from "../support/process/programs.js";

declare module "vitest" {
  interface ProvidedContext {
    powerShellPath: string | undefined;
  }
}

/** What .NET installs where CI is set. */
const version = "7.6.9";

const folder = cacheFolder(`powershell-${version}`);

const advice =
  "install PowerShell 7.3 or newer, so that PATH has pwsh or PWSH_PATH names it; with the SDK of .NET 10, " +
  `dotnet tool install --global powershell --version ${version} does`;

/** Finds PowerShell; runs once before the tests. Where CI is set, it is installed if it is missing. */
export default function setup(project: TestProject): void {
  const found = find() ?? install();
  project.provide("powerShellPath", found);
  project.provide("leftOut", found === undefined);
  if (found === undefined) {
    endWithLine(project, `Left out: the tests of test/${project.name}. pwsh is missing: ${advice}.`);
  }
}

function find(): string | undefined {
  return process.env.PWSH_PATH || findOnPath("pwsh") || findInstalled();
}

function findInstalled(): string | undefined {
  const program = path.join(folder, "pwsh");
  return isExecutable(program) ? program : undefined;
}

function install(): string | undefined {
  if (!process.env.CI) {
    return undefined;
  }
  process.stdout.write("No pwsh found: installing it with dotnet.\n");
  try {
    execFileSync("dotnet", ["tool", "install", "powershell", "--version", version, "--tool-path", folder], {
      stdio: "inherit",
      env: { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: "1", DOTNET_NOLOGO: "1" },
    });
  } catch {
    // The last line says what to do, and dotnet has said what went wrong, if it is there.
  }
  return findInstalled();
}
