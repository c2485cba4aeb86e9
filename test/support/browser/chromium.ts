import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { type NeededProgram, needPrograms } from "../process/neededPrograms.js";
import { findOnPath, isExecutable } from "../process/programs.js";

declare module "vitest" {
  interface ProvidedContext {
    chromiumPath: string;
  }
}

const commands = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "msedge",
  "microsoft-edge",
  "microsoft-edge-stable",
];

export const chromiumProgram: NeededProgram = {
  name: "Chromium",
  find: findChromium,
  debianPackage: "chromium",
  advice:
    "install it with npx playwright-core install --with-deps chromium, " +
    "or set CHROME_PATH to the program of a Chromium, Chrome or Edge",
};

/** Finds the Chromium that the browser tests drive, or installs it; runs once before them. */
export default function setup(project: TestProject): void {
  needPrograms(project, [chromiumProgram]);
  project.provide("chromiumPath", findChromium() ?? "");
}

function findChromium(): string | undefined {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (!isExecutable(named)) {
      throw new Error(`CHROME_PATH names no program that can be run: ${named}`);
    }
    return named;
  }
  const own = chromium.executablePath();
  return findOnPath(...commands) ?? (isExecutable(own) ? own : undefined);
}
