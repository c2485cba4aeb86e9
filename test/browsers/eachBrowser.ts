import { describe, inject, onTestFinished, test } from "vitest";
import type { Browser, BrowserOptions, BrowserProgram } from "./driver/browser.js";
import { startChromium } from "./driver/chromium.js";
import { createFirefox } from "./driver/firefox.js";
import { startWebKit } from "./driver/webkit.js";

/** Opens a browser that a person has just installed, until the test ends. */
export type Open = (options?: BrowserOptions) => Promise<Browser>;

const [firefox, webKit] = [inject("firefoxPath"), inject("webKitPrograms")];

const browsers = [
  { name: "Chromium", it: createTest(startChromium) },
  ...(firefox ? [{ name: "Firefox", it: createTest(() => createFirefox(firefox)) }] : []),
  ...(webKit ? [{ name: "WebKit", it: createTest(() => startWebKit(webKit)) }] : []),
];

/** Has the same tests in each browser that this machine has. */
export function inEachBrowser(tests: (it: ReturnType<typeof createTest>) => void): void {
  describe.each(browsers)("in $name", ({ it }) => tests(it));
}

/** Tests in a browser whose program all files share. */
function createTest(start: () => BrowserProgram | Promise<BrowserProgram>) {
  return (
    test
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
