import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { type NeededProgram, needPrograms } from "../process/neededPrograms.js";
import { findOnPath } from "../process/programs.js";
import { chromiumProgram } from "./chromium.js";

const certutil: NeededProgram = {
  name: "certutil",
  find: () => findOnPath("certutil"),
  debianPackage: "libnss3-tools",
  advice: "install the tools of NSS, such as libnss3-tools, so that PATH has certutil",
};

/** Finds the Chromium whose store of certificates tests fill, and what fills it; runs once before them. */
export default function setup(project: TestProject): void {
  needPrograms(project, [chromiumProgram, certutil]);
  project.provide("chromiumPath", chromiumProgram.find() ?? "");
}

/** Makes a home folder whose owner trusts the roots in these files, with the command that the emulator prints. */
export function makeHomeThatTrusts(home: string, roots: readonly string[]): void {
  const store = path.join(home, ".pki/nssdb");
  mkdirSync(store, { recursive: true });
  const run = (...args: string[]) =>
    execFileSync(certutil.find() ?? certutil.name, ["-d", `sql:${store}`, ...args], {
      stdio: ["ignore", "pipe", "pipe"],
    });
  run("-N", "--empty-password");
  for (const root of roots) {
    run("-A", "-t", "C,,", "-n", "External ID emulator", "-i", root);
  }
}
