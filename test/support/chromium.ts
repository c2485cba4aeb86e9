import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";

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

/** Finds the Chromium that the browser tests drive, or installs it; runs once before them. */
export default function setup(project: TestProject): void {
  project.provide("chromiumPath", findChromium() ?? installChromium());
}

function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const candidates = [
    ...(process.env.CHROME_PATH ? [process.env.CHROME_PATH] : []),
    ...commands.flatMap((command) => folders.map((folder) => path.join(folder, command))),
    chromium.executablePath(),
  ];
  return candidates.find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function installChromium(): string {
  const canInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (!canInstall) {
    throw new Error(
      "The browser tests need Chromium. Install it with: npx playwright-core install --with-deps chromium " +
        "(or set CHROME_PATH to the program of a Chromium, Chrome or Edge).",
    );
  }
  process.stdout.write("No Chromium found: installing it with apt-get.\n");
  const options = { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const;
  execFileSync("apt-get", ["update", "-qq"], options);
  execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], options);
  const installed = findChromium();
  if (!installed) {
    throw new Error("apt-get installed no Chromium: set CHROME_PATH to the program of one.");
  }
  return installed;
}
