import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { cacheFolder } from "../support/process/cacheFolder.js";
import { endWithLine } from "../support/process/neededPrograms.js";
import { findOnPath, isExecutable } from "../support/process/programs.js";
import { type Compiled, compile } from "./compiler/compile.js";

declare module "vitest" {
  interface ProvidedContext {
    bicepPath: string;
    /** What the compiler makes of infra/, compiled once for all tests. */
    compiled: Compiled;
  }
}

/** What .NET restores where CI is set. */
const version = "0.49.2";

const folder = cacheFolder(`bicep-${version}`);

const advice =
  "install Bicep, so that PATH has bicep or BICEP_PATH names it; with az, az bicep install does, which puts it into ~/.azure/bin";

/** Finds the compiler, and compiles infra/; runs once before the tests. Where CI is set, it is installed if it is missing. */
export default async function setup(project: TestProject): Promise<void> {
  const found = find() ?? install();
  project.provide("leftOut", found === undefined);
  if (found === undefined) {
    endWithLine(project, `Left out: the tests of test/${project.name}. bicep is missing: ${advice}.`);
    return;
  }
  project.provide("bicepPath", found);
  project.provide("compiled", await compile(found));
}

function find(): string | undefined {
  return process.env.BICEP_PATH || findOnPath("bicep") || findInstalled();
}

function findInstalled(): string | undefined {
  const program = path.join(folder, "bicep");
  return isExecutable(program) ? program : undefined;
}

/** NuGet's package is not a tool of .NET: a project that wants it downloaded gets it. */
function install(): string | undefined {
  if (!process.env.CI) {
    return undefined;
  }
  process.stdout.write("No bicep found: installing it with dotnet.\n");
  const project = mkdtempSync(path.join(tmpdir(), "bicep-"));
  const packageName = `Azure.Bicep.CommandLine.${platform()}`;
  try {
    writeFileSync(path.join(project, "bicep.csproj"), projectThatDownloads(packageName));
    execFileSync("dotnet", ["restore", "--packages", project], {
      cwd: project,
      stdio: "inherit",
      env: { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: "1", DOTNET_NOLOGO: "1" },
    });
    mkdirSync(folder, { recursive: true });
    const program = path.join(folder, "bicep");
    copyFileSync(path.join(project, packageName.toLowerCase(), version, "tools", "bicep"), program);
    chmodSync(program, 0o755);
  } catch {
    // The last line says what to do, and dotnet has said what went wrong, if it is there.
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
  return findInstalled();
}

function projectThatDownloads(packageName: string): string {
  return `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net8.0</TargetFramework>
    <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
  </PropertyGroup>
  <ItemGroup>
    <PackageDownload Include="${packageName}" Version="[${version}]" />
  </ItemGroup>
</Project>
`;
}

function platform(): string {
  return `${process.platform === "darwin" ? "osx" : "linux"}-${process.arch}`;
}
