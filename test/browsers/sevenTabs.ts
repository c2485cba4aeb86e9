import { afterAll, beforeEach, expect } from "vitest";
import { ada } from "../browser/steps.js";
import { startAppWithEmulator } from "../support/emulator/startAppWithEmulator.js";
import type { Browser, Tab } from "./driver/browser.js";
import { inEachBrowser } from "./eachBrowser.js";
import { arriveAt, typeCredentials } from "./steps.js";

/** The names of the cookies in each request, without that of the session. */
const transactionCookies: string[][] = [];
const app = await startAppWithEmulator({}, () => (request, _response, next) => {
  const names = (request.get("Cookie") ?? "").split("; ").map((cookie) => cookie.split("=")[0] ?? "");
  transactionCookies.push(names.filter((name) => name.includes("signin")));
  next();
});
afterAll(() => app.close());

beforeEach(() => void transactionCookies.splice(0));

/** A page with an address as long as a search makes it, and short enough to be come back to. */
const pageFor = (number: number) => `${app.url}/users/id?tab=${number}&filter=${"x".repeat(350)}`;

/** Opens tabs, all at once, each of which is then at the tenant. */
async function openAtOnce(browser: Browser, numbers: readonly number[]): Promise<Tab[]> {
  const tabs = await Promise.all(numbers.map(() => browser.newTab()));
  await Promise.all(tabs.map((tab, index) => tab.goto(pageFor(numbers[index] ?? 0))));
  await Promise.all(tabs.map((tab) => arriveAt(tab, "Sign in")));
  return tabs;
}

inEachBrowser((test) => {
  test("seven tabs opened at once all come to a page of the app, the newest to its own", async ({ open }) => {
    const browser = await open();
    const older = await openAtOnce(browser, [1, 2, 3, 4, 5, 6]);
    const [newest] = await openAtOnce(browser, [7]);
    if (!newest) {
      throw new Error("There is no newest tab.");
    }
    await typeCredentials(newest, ada);
    await arriveAt(newest, "ID token claims");
    expect(await newest.url()).toBe(pageFor(7));
    for (const tab of older) {
      await typeCredentials(tab, ada);
      await arriveAt(tab, "ID token claims", "Hello, Ada Winters");
    }
    expect(Math.max(...transactionCookies.map((names) => names.length))).toBeLessThanOrEqual(4);
    expect(new Set(transactionCookies.flat()).size).toBeLessThanOrEqual(4);
  });
});
