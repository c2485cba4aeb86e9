import type { BrowserContextOptions, LaunchOptions } from "playwright-core";
import { test } from "vitest";
import type { Environment } from "../../src/config/environment/parseEnvironment.js";
import { startApp } from "../support/app/startApp.js";
import { launchBrowser } from "../support/browser/browser.js";
import { startAppWithEmulator } from "../support/emulator/startAppWithEmulator.js";
import { patience } from "../support/time/patience.js";
import { startOtherSite } from "./otherSite.js";

/** What a file may have otherwise, by `it.override`. */
const settings = test
  .extend("environment", { scope: "file" }, (): Environment => ({}))
  .extend("launchOptions", { scope: "file" }, (): LaunchOptions | undefined => undefined)
  .extend("contextOptions", { scope: "file" }, (): BrowserContextOptions => ({}));

/**
 * Tests in a browser: one app, one emulated tenant and one Chromium for each file, and for each test a context of its
 * own, which is a person's browser with no cookies yet.
 */
export const it = settings
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures this one needs.
  .extend("sharedBrowser", { scope: "worker" }, async ({}, { onCleanup }) => {
    const browser = await launchBrowser();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend("browser", { scope: "file" }, async ({ launchOptions, sharedBrowser }, { onCleanup }) => {
    if (launchOptions === undefined) {
      return sharedBrowser;
    }
    const browser = await launchBrowser(launchOptions);
    onCleanup(() => browser.close());
    return browser;
  })
  .extend("app", { scope: "file" }, async ({ environment }, { onCleanup }) => {
    const app = await startAppWithEmulator(environment);
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
  .extend("context", async ({ browser, app, contextOptions }, { onCleanup }) => {
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
