import type { Page } from "playwright-core";
import { launchBrowser } from "../../support/browser/browser.js";
import { patience } from "../../support/time/patience.js";
import type { BrowserProgram, Tab } from "./browser.js";

/** Starts Chromium, by Playwright. */
export async function startChromium(): Promise<BrowserProgram> {
  const chromium = await launchBrowser({ ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  return {
    async open({ scripts = true }) {
      const context = await chromium.newContext({ javaScriptEnabled: scripts, reducedMotion: "reduce" });
      context.setDefaultTimeout(patience);
      return {
        newTab: async () => tabOf(await context.newPage()),
        close: () => context.close(),
      };
    },
    close: () => chromium.close(),
  };
}

function tabOf(page: Page): Tab {
  const first = (xpath: string) => page.locator(`xpath=${xpath}`).first();
  return {
    goto: async (url) => void (await page.goto(url, { waitUntil: "commit" })),
    back: async () => void (await page.goBack({ waitUntil: "commit" })),
    forward: async () => void (await page.goForward({ waitUntil: "commit" })),
    reload: async () => void (await page.reload({ waitUntil: "commit" })),
    text: (xpath) => first(xpath).innerText(),
    click: (xpath) => first(xpath).click({ noWaitAfter: true }),
    type: (xpath, text) => first(xpath).fill(text),
    url: async () => page.url(),
  };
}
