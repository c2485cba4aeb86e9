import { afterAll } from "vitest";
import { ada } from "../browser/steps.js";
import { startAppWithEmulator } from "../support/emulator/startAppWithEmulator.js";
import { inEachBrowser } from "./eachBrowser.js";
import { arriveAt, follow, press, typeCredentials } from "./steps.js";

const app = await startAppWithEmulator();
afterAll(() => app.close());

inEachBrowser((test) => {
  test("with scripts off a person signs in with two Continue buttons, sees the claims and signs out", async ({
    open,
  }) => {
    const browser = await open({ scripts: false });
    const tab = await browser.newTab();
    await tab.goto(app.url);
    await follow(tab, "Sign in");
    await typeCredentials(tab, ada);
    await arriveAt(tab, "Returning to the app");
    await press(tab, "Continue");
    await arriveAt(tab, "Signing in");
    await press(tab, "Continue");
    await arriveAt(tab, "Hello, Ada Winters");
    await follow(tab, "View ID token claims");
    await arriveAt(tab, "ID token claims");
    await press(tab, "Sign out");
    await arriveAt(tab, "Welcome");
    await follow(tab, "Sign in");
    await arriveAt(tab, "Sign in");
  });
});
