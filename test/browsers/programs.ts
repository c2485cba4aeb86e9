import type { TestProject } from "vitest/node";
import { findOnPath, installWithApt } from "../support/process/programs.js";
import type { WebKitPrograms } from "./driver/webkit.js";

declare module "vitest" {
  interface ProvidedContext {
    firefoxPath: string | undefined;
    webKitPrograms: WebKitPrograms | undefined;
  }
}

/** Finds the browsers beside Chromium; runs once before the tests. Where CI is set, a missing one is installed. */
export default function setup(project: TestProject): void {
  project.provide("firefoxPath", find("Firefox", findFirefox, "firefox-esr"));
  project.provide("webKitPrograms", find("WebKit", findWebKit, "webkit2gtk-driver", "xvfb"));
}

function find<T>(browser: string, look: () => T | undefined, ...packages: string[]): T | undefined {
  const advice = `To run the tests in ${browser} too, install ${packages.join(" and ")}.`;
  const found = look();
  if (found || !process.env.CI) {
    if (!found) {
      process.stdout.write(`No ${browser} found: no test runs in it. ${advice}\n`);
    }
    return found;
  }
  for (const name of packages) {
    installWithApt(name, advice);
  }
  const installed = look();
  if (!installed) {
    throw new Error(advice);
  }
  return installed;
}

function findFirefox(): string | undefined {
  return findOnPath("firefox-esr", "firefox");
}

function findWebKit(): WebKitPrograms | undefined {
  const [driver, display] = [findOnPath("WebKitWebDriver"), findOnPath("Xvfb")];
  return driver && display ? { driver, display } : undefined;
}
