import { afterAll, describe, expect } from "vitest";
import { ada } from "../browser/steps.js";
import { startAppWithEmulator } from "../support/emulator/startAppWithEmulator.js";
import { inEachBrowser } from "./eachBrowser.js";
import { arriveAt, follow, press, typeCredentials } from "./steps.js";

const apps = {
  form_post: await startAppWithEmulator({ RESPONSE_MODE: "form_post" }),
  query: await startAppWithEmulator({ RESPONSE_MODE: "query" }),
};

afterAll(async () => {
  await Promise.all(Object.values(apps).map((app) => app.close()));
});

inEachBrowser((test) => {
  describe.each(["form_post", "query"] as const)("signing in by %s", (mode) => {
    const app = apps[mode];

    test("shows the claims, and signing out ends both sessions", async ({ open }) => {
      const browser = await open();
      const tab = await browser.newTab();
      await tab.goto(app.url);
      await follow(tab, "Sign in");
      await typeCredentials(tab, ada);
      await arriveAt(tab, "Hello, Ada Winters");
      expect(await tab.url()).toBe(`${app.url}/`);
      await follow(tab, "View ID token claims");
      await arriveAt(tab, "ID token claims");
      await press(tab, "Sign out");
      await arriveAt(tab, "Welcome");
      expect(await tab.url()).toBe(`${app.url}/`);
      await follow(tab, "Sign in");
      await typeCredentials(tab, ada);
      await arriveAt(tab, "Hello, Ada Winters");
    });

    test("leads back to the page that was asked for", async ({ open }) => {
      const browser = await open();
      const tab = await browser.newTab();
      await tab.goto(`${app.url}/users/id?from=mail`);
      await typeCredentials(tab, ada);
      await arriveAt(tab, "ID token claims");
      expect(await tab.url()).toBe(`${app.url}/users/id?from=mail`);
    });
  });
});
