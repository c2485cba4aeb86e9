import type { Locator, Page } from "playwright-core";
import { describe, expect, onTestFinished } from "vitest";
import { askForCode, poll } from "../support/emulator/deviceCode.js";
import { confirmation } from "./deviceLoginPages.js";
import { test } from "./fixtures.js";
import { openSignedIn } from "./openSignedIn.js";
import { ada, arriveAt, ben } from "./steps.js";

describe("with the keyboard alone", () => {
  test("a person signs in, sees the claims and signs out", async ({ page }) => {
    await page.goto("/");
    await tabTo(page, page.getByRole("link", { name: "Sign in" }));
    await page.keyboard.press("Enter");
    await signInByKeyboard(page);
    await arriveAt(page, "Hello, Ada Winters");
    await tabTo(page, page.getByRole("link", { name: "View ID token claims" }));
    await page.keyboard.press("Enter");
    await arriveAt(page, "ID token claims");
    await tabTo(page, page.getByRole("button", { name: "Sign out" }));
    await page.keyboard.press("Enter");
    await arriveAt(page, "Welcome");
  });

  test("a person ends another session of theirs", async ({ page, browser, app }) => {
    const elsewhere = await browser.newContext({ baseURL: app.url });
    onTestFinished(() => elsewhere.close());
    const other = await elsewhere.newPage();
    await openSignedIn(other, ben);
    await openSignedIn(page, ben);
    await tabTo(page, page.getByRole("link", { name: "Where you are signed in" }));
    await page.keyboard.press("Enter");
    await arriveAt(page, "Where you are signed in");
    await tabTo(page, page.getByRole("button", { name: "End this session" }));
    await page.keyboard.press("Enter");
    await page.getByText("You are signed in nowhere else.").waitFor();
    await other.reload();
    await arriveAt(other, "Welcome");
    await page.reload();
    await arriveAt(page, "Where you are signed in");
  });

  test("a person reaches every control of the tenant's page, and cancels", async ({ page }) => {
    await page.goto("/auth/signin");
    await arriveAt(page, "Sign in");
    await tabTo(page, page.getByRole("button", { name: "Next" }));
    await tabTo(page, page.getByRole("link", { name: "No account? Create one" }));
    await tabTo(page, page.getByRole("button", { name: "Cancel" }));
    await page.keyboard.press("Enter");
    await arriveAt(page, "Welcome");
  });

  test("a person types the code of a device, and signs in to that", async ({ page, app }) => {
    const { userCode, deviceCode } = await askForCode(app.emulator);
    await page.goto(`${app.emulator.url}/devicelogin`);
    await typeAndEnter(page, userCode);
    await arriveAt(page, confirmation);
    await tabTo(page, page.getByRole("button", { name: "Continue" }));
    await tabTo(page, page.getByRole("button", { name: "Cancel" }));
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await signInByKeyboard(page);
    await arriveAt(page, "You are signed in");
    expect((await poll(app.emulator, deviceCode)).status).toBe(200);
  });

  test("the first Tab skips to the page", async ({ page }) => {
    await page.goto("/");
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to the page" });
    expect(await isFocused(skip)).toBe(true);
    expect((await skip.boundingBox())?.x).toBeGreaterThanOrEqual(0);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await isFocused(page.getByRole("link", { name: "Sign in" }))).toBe(true);
  });
});

/** Presses Tab until this has the focus, which then shows. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let presses = 0; presses < 20; presses += 1) {
    await page.keyboard.press("Tab");
    if (await isFocused(control)) {
      expect(await showsFocus(control)).toBe(true);
      return;
    }
  }
  throw new Error(`Tab does not reach ${control}.`);
}

function isFocused(control: Locator): Promise<boolean> {
  return control.evaluate((node) => node === node.ownerDocument.activeElement);
}

/** By an outline that nothing shines through and that it does not have otherwise. Forced colours leave no shadow. */
function showsFocus(control: Locator): Promise<boolean> {
  return control.evaluate((node) => {
    const hasRing = () => {
      const { outlineStyle, outlineColor } = node.ownerDocument.defaultView?.getComputedStyle(node) ?? {};
      return outlineStyle === "solid" && outlineColor?.startsWith("rgb(");
    };
    const focused = hasRing();
    node.blur();
    const blurred = hasRing();
    node.focus();
    return focused && !blurred;
  });
}

/** Signs Ada in on the emulator's pages. */
async function signInByKeyboard(page: Page): Promise<void> {
  await arriveAt(page, "Sign in");
  await typeAndEnter(page, ada.email);
  await arriveAt(page, "Enter your password");
  await typeAndEnter(page, ada.password);
}

/** Types where the page has put the cursor, which it does only after it has loaded. */
async function typeAndEnter(page: Page, text: string): Promise<void> {
  await page.locator("input:focus").waitFor();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}
