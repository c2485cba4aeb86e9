import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    builtApp: string;
  }
}

const projectRoot = path.join(import.meta.dirname, "../../..");

/**
 * Builds the app once before the tests, as `npm run build` does, and the scripts, for those that start them as a process:
 * from its source each process would compile them anew.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  // In the project, because the app finds its views and packages from where it is.
  const folder = path.join(projectRoot, "test/.built");
  mkdirSync(folder, { recursive: true });
  const builtApp = mkdtempSync(path.join(folder, "app-"));
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
  project.provide("builtApp", builtApp);
  return () => rmSync(builtApp, { recursive: true });
}
