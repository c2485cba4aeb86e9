import type { Browser, BrowserContextOptions, LaunchOptions } from "playwright-core";
import { test as anyTest } from "vitest";
import type { Environment } from "../../src/config/environment/parseEnvironment.js";
import { startApp } from "../support/app/startApp.js";
import { launchBrowser } from "../support/browser/browser.js";
import { startAppWithOrders } from "../support/emulator/startAppWithOrders.js";
import { patience } from "../support/time/patience.js";
import { startOtherSite } from "./otherSite.js";

/** What a file may have otherwise. */
interface Settings {
  readonly environment?: Environment;
  /** With these, a file has a Chromium of its own. */
  readonly launchOptions?: LaunchOptions;
  readonly contextOptions?: BrowserContextOptions;
}

let started: Promise<Browser> | undefined;

/** One Chromium for all files that a worker runs. Each extension has a fixture of its own, all of which close at the end. */
const withBrowser = anyTest.extend(
  "sharedBrowser",
  { scope: "worker" },
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures this one needs.
  async ({}, { onCleanup }) => {
    started ??= launchBrowser();
    const browser = await started;
    onCleanup(() => browser.close());
    return browser;
  },
);

/**
 * Tests in a browser: one app with its API and one emulated tenant for each file, and for each test a context of its own, which is a
 * person's browser with no cookies yet.
 */
export const test = createTest();

/** Tests for a file that has something otherwise. The files share what they import, so none may override another's. */
export function createTest({ environment = {}, launchOptions, contextOptions = {} }: Settings = {}) {
  return withBrowser
    .extend("environment", { scope: "file" }, environment)
    .extend("browser", { scope: "file" }, async ({ sharedBrowser }, { onCleanup }) => {
      if (!launchOptions) {
        return sharedBrowser;
      }
      const browser = await launchBrowser(launchOptions);
      onCleanup(() => browser.close());
      return browser;
    })
    .extend("app", { scope: "file" }, async ({ environment }, { onCleanup }) => {
      const app = await startAppWithOrders(environment);
      onCleanup(() => app.close());
      return app;
    })
    .extend("appWithoutTenant", { scope: "file" }, async ({ environment }, { onCleanup }) => {
      // At port 1 no emulator answers.
      const app = await startApp({ ...environment, CLIENT_ID: "", CLIENT_SECRET: "", EMULATOR_PORT: "1" });
      onCleanup(() => app.close());
      return app;
    })
    .extend("otherSite", { scope: "file" }, async ({ app }, { onCleanup }) => {
      const site = await startOtherSite(`<a href="${app.url}/auth/signout">A picture of a cat</a>`);
      onCleanup(() => site.close());
      return site;
    })
    .extend("context", async ({ browser, app }, { onCleanup }) => {
      const context = await browser.newContext({
        baseURL: app.url,
        // Colours that fade in would be measured half way.
        reducedMotion: "reduce",
        ...contextOptions,
      });
      context.setDefaultTimeout(patience);
      onCleanup(() => context.close());
      return context;
    })
    .extend("page", ({ context }) => context.newPage());
}
