import { test as anyTest, describe, inject, onTestFinished } from "vitest";
import type { Browser, BrowserOptions, BrowserProgram } from "./driver/browser.js";
import { startChromium } from "./driver/chromium.js";
import { createFirefox } from "./driver/firefox.js";
import { startWebKit } from "./driver/webkit.js";

/** Opens a browser that a person has just installed, until the test ends. */
export type Open = (options?: BrowserOptions) => Promise<Browser>;

const [firefox, webKit] = [inject("firefoxPath"), inject("webKitPrograms")];

const browsers = [
  { name: "Chromium", test: createTest(startChromium) },
  ...(firefox ? [{ name: "Firefox", test: createTest(() => createFirefox(firefox)) }] : []),
  ...(webKit ? [{ name: "WebKit", test: createTest(() => startWebKit(webKit)) }] : []),
];

/** Has the same tests in each browser that this machine has. */
export function inEachBrowser(tests: (test: ReturnType<typeof createTest>) => void): void {
  describe.each(browsers)("in $name", ({ test }) => tests(test));
}

/** Tests in a browser whose program all files share. */
function createTest(start: () => BrowserProgram | Promise<BrowserProgram>) {
  return (
    anyTest
      // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures this one needs.
      .extend("program", { scope: "worker" }, async ({}, { onCleanup }) => {
        const program = await start();
        onCleanup(() => program.close());
        return program;
      })
      .extend("open", ({ program }): Open => {
        return async (options = {}) => {
          const browser = await program.open(options);
          onTestFinished(() => browser.close());
          return browser;
        };
      })
  );
}
