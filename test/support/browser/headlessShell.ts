import type { TestProject } from "vitest/node";
import { findOnPath, installWithApt } from "../process/programs.js";
import setUpChromium from "./chromium.js";

const advice = "To run the browser tests at half the cost, install chromium-headless-shell.";

/** Finds the Chromium that the browser tests drive, by preference its headless shell: the same engine with no window to paint. */
export default function setup(project: TestProject): void {
  const shell = process.env.CHROME_PATH ? undefined : (find() ?? install());
  if (shell) {
    project.provide("chromiumPath", shell);
    return;
  }
  setUpChromium(project);
}

function find(): string | undefined {
  return findOnPath("chromium-headless-shell", "chrome-headless-shell");
}

/** Where CI is set. Not every distribution has it, and nothing is lost without it but time. */
function install(): string | undefined {
  if (process.env.CI) {
    try {
      installWithApt("chromium-headless-shell", advice);
      return find();
    } catch (error) {
      process.stdout.write(`${error}\n`);
    }
  }
  return undefined;
}
