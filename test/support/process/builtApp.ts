import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    builtApp: string;
  }
}

const projectRoot = path.join(import.meta.dirname, "../../..");

/**
 * Builds the app once before the tests, as `npm run build` does, for those that start it as a process: from its source each
 * process would compile it anew.
 */
export default function setup(project: TestProject): () => void {
  // In the project, because the app finds its views and packages from where it is.
  const folder = path.join(projectRoot, "test/.built");
  mkdirSync(folder, { recursive: true });
  const builtApp = mkdtempSync(path.join(folder, "app-"));
  execFileSync(process.execPath, ["--import", "tsx", "build.ts", builtApp], { cwd: projectRoot });
  project.provide("builtApp", builtApp);
  return () => rmSync(builtApp, { recursive: true });
}
