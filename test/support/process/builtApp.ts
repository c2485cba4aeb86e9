import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    builtApp: string;
  }
}

declare global {
  /** What one run has built: its projects load this file each for itself. */
  var builtByThisRun: Promise<string> | undefined;
}

const projectRoot = path.join(import.meta.dirname, "../../..");

/** Builds the app and the scripts once before the tests of all projects, for those that start them as a process. */
export default async function setup(project: TestProject): Promise<() => void> {
  globalThis.builtByThisRun ??= buildApp();
  const builtApp = await globalThis.builtByThisRun;
  project.provide("builtApp", builtApp);
  return () => {
    globalThis.builtByThisRun = undefined;
    rmSync(builtApp, { recursive: true, force: true });
  };
}

/** Builds as `npm run build` does: from its source each process would compile the app anew. */
async function buildApp(): Promise<string> {
  // In the project as `dist` is, because the app and the emulator find their views and packages from where they are.
  const builtApp = mkdtempSync(path.join(projectRoot, ".built-"));
  execFileSync(process.execPath, ["--import", "tsx", "build.ts", builtApp], { cwd: projectRoot });
  await build({
    entryPoints: ["AppCreationScripts/configure.ts", "AppCreationScripts/cleanup.ts"],
    outdir: path.join(builtApp, "scripts"),
    absWorkingDir: projectRoot,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    packages: "external",
  });
  return builtApp;
}
