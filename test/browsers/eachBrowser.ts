import { describe, inject, onTestFinished } from "vitest";
import type { Browser, BrowserOptions } from "./driver/browser.js";
import { launchChromium } from "./driver/chromium.js";
import { launchFirefox } from "./driver/firefox.js";
import { launchWebKit } from "./driver/webkit.js";

/** Starts a browser that a person has just installed, until the test ends. */
export type Open = (options?: BrowserOptions) => Promise<Browser>;

/** Has the same tests in each browser that this machine has. */
export function inEachBrowser(tests: (open: Open) => void): void {
  const [firefox, webKit] = [inject("firefoxPath"), inject("webKitPrograms")];
  const browsers = [
    { name: "Chromium", launch: launchChromium },
    ...(firefox ? [{ name: "Firefox", launch: (how: BrowserOptions) => launchFirefox(firefox, how) }] : []),
    ...(webKit ? [{ name: "WebKit", launch: (how: BrowserOptions) => launchWebKit(webKit, how) }] : []),
  ];
  describe.each(browsers)("in $name", ({ launch }) => {
    tests(async (options = {}) => {
      const browser = await launch(options);
      onTestFinished(() => browser.close());
      return browser;
    });
  });
}
