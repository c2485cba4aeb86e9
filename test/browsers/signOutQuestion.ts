import { afterAll } from "vitest";
import { startOtherSite } from "../browser/otherSite.js";
import { ada } from "../browser/steps.js";
import { startAppWithEmulator } from "../support/emulator/startAppWithEmulator.js";
import type { Browser, Tab } from "./driver/browser.js";
import { inEachBrowser, type Open } from "./eachBrowser.js";
import { arriveAt, follow, press, typeCredentials } from "./steps.js";

const app = await startAppWithEmulator();
const link = `<h1>Another site</h1><a href="${app.url}/auth/signout">A picture of a cat</a>`;
const otherSite = await startOtherSite(link);
/** Sends people who come back to it on to where they come from. */
const sendingForward = await startOtherSite(
  `${link}<script>addEventListener("pageshow", () => setTimeout(() => history.forward()));</script>`,
);

afterAll(async () => {
  await Promise.all([app, otherSite, sendingForward].map((server) => server.close()));
});

/** Ada's browser, in which another site has led her to the question. */
async function askedIn(open: Open, site = otherSite): Promise<{ browser: Browser; tab: Tab }> {
  // WebKit's driver, which may not wait where pages come from memory, loses a page now and then on the way to the question.
  for (let triesLeft = 4; ; triesLeft -= 1) {
    const browser = await open({ pagesFromMemory: true });
    const tab = await browser.newTab();
    try {
      await tab.goto(`${app.url}/auth/signin`);
      await typeCredentials(tab, ada);
      await arriveAt(tab, "Hello, Ada Winters");
      await tab.goto(site.url);
      await follow(tab, "A picture of a cat");
      await arriveAt(tab, "Sign out?");
      return { browser, tab };
    } catch (error) {
      if (triesLeft === 0) {
        throw error;
      }
    }
  }
}

inEachBrowser((test) => {
  test("asks again after a reload, and after Back and Forward", async ({ open }) => {
    const { browser, tab } = await askedIn(open);
    await tab.reload();
    await arriveAt(tab, "Sign out?");
    await tab.back();
    await arriveAt(tab, "Another site");
    await tab.forward();
    await arriveAt(tab, "Sign out?");
    await tab.reload();
    await arriveAt(tab, "Sign out?");
    await follow(tab, "Stay");
    await arriveAt(tab, "Hello, Ada Winters");
    await tab.back();
    await arriveAt(tab, "Sign out?");
    const another = await browser.newTab();
    await another.goto(app.url);
    await arriveAt(another, "Hello, Ada Winters");
  });

  test("asks whom another site sends forward to the question", async ({ open }) => {
    const { tab } = await askedIn(open, sendingForward);
    await tab.back();
    await arriveAt(tab, "Sign out?");
    await follow(tab, "Stay");
    await arriveAt(tab, "Hello, Ada Winters");
  });

  test("signs out who says so, with scripts off", async ({ open }) => {
    const browser = await open({ scripts: false });
    const tab = await browser.newTab();
    await tab.goto(`${app.url}/auth/signin`);
    await typeCredentials(tab, ada);
    await press(tab, "Continue");
    await arriveAt(tab, "Signing in");
    await press(tab, "Continue");
    await arriveAt(tab, "Hello, Ada Winters");
    await tab.goto(otherSite.url);
    await follow(tab, "A picture of a cat");
    await arriveAt(tab, "Sign out?");
    await press(tab, "Sign out");
    await arriveAt(tab, "Welcome");
    await tab.back();
    const another = await browser.newTab();
    await another.goto(app.url);
    await arriveAt(another, "Welcome");
  });
});
