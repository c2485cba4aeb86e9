import type { TestProject } from "vitest/node";
import { endWithLine } from "../support/process/neededPrograms.js";
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
  project.provide("firefoxPath", find(project, "Firefox", findFirefox, "firefox-esr"));
  project.provide("webKitPrograms", find(project, "WebKit", findWebKit, "webkit2gtk-driver", "xvfb"));
}

function find<T>(
  project: TestProject,
  browser: string,
  look: () => T | undefined,
  ...packages: string[]
): T | undefined {
  const advice = `install ${packages.join(" and ")}`;
  if (!look() && process.env.CI) {
    try {
      for (const name of packages) {
        installWithApt(name, advice);
      }
    } catch {
      // The last line says what to do, and apt-get has said what went wrong.
    }
  }
  const found = look();
  if (!found) {
    endWithLine(
      project,
      `Left out: the tests of test/${project.name} in ${browser}. It is missing: ${advice}.`,
    );
  }
  return found;
}

function findFirefox(): string | undefined {
  return findOnPath("firefox-esr", "firefox");
}

function findWebKit(): WebKitPrograms | undefined {
  const [driver, display] = [findOnPath("WebKitWebDriver"), findOnPath("Xvfb")];
  return driver && display ? { driver, display } : undefined;
}
