import type { Page } from "playwright-core";
import { describe, expect, onTestFinished, vi } from "vitest";
import { createTest } from "./fixtures.js";
import { openSignedIn } from "./openSignedIn.js";
import { arriveAt, ben, follow, press, signIn, type, typeCredentials } from "./steps.js";

const test = createTest();
const withoutScripts = createTest({ contextOptions: { javaScriptEnabled: false } });

/** Lets so much time go by that a sign-in is recent no more. */
function letTimePass(): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 10 * 60_000 });
  onTestFinished(() => void vi.useRealTimers());
}

async function expectSaved(page: Page): Promise<void> {
  await arriveAt(page, "Profile");
  await page.getByRole("status").filter({ hasText: "Your profile is saved." }).waitFor();
}

describe("a person", () => {
  test("signs in once more, changes their name, and is greeted by it", async ({ page }) => {
    await signIn(page, ben);
    letTimePass();
    await follow(page, "Profile");
    await arriveAt(page, "Profile");
    await follow(page, "Edit profile");
    await typeCredentials(page, ben);
    await arriveAt(page, "Edit profile");
    await type(page, "Display name", "Benedict Okafor");
    await type(page, "Given name", "Benedict");
    await press(page, "Save");
    await expectSaved(page);
    await page.getByText("Benedict", { exact: true }).waitFor();
    await follow(page, "Home");
    await arriveAt(page, "Hello, Benedict Okafor");
    await follow(page, "View ID token claims");
    await page.getByRole("row", { name: /^name Benedict Okafor/ }).waitFor();
  });

  test("is told beside the field what is wrong, goes on typing there, and loses nothing", async ({
    page,
  }) => {
    await openSignedIn(page, { ...ben, displayName: "Benedict Okafor" });
    await page.goto("/users/profile/edit");
    await type(page, "City", "Oslo");
    await type(page, "Surname", "x".repeat(65));
    await press(page, "Save");
    await page.getByRole("alert").filter({ hasText: "Use at most 64 characters." }).waitFor();
    const surname = page.getByLabel("Surname", { exact: true });
    const isFocused = () => surname.evaluate((field) => field === field.ownerDocument.activeElement);
    await expect.poll(isFocused).toBe(true);
    await surname.fill("Okafor");
    await press(page, "Save");
    await expectSaved(page);
    await page.getByText("Oslo", { exact: true }).waitFor();
  });

  withoutScripts("changes their profile with scripts off too", async ({ page }) => {
    await page.goto("/users/profile/edit");
    await typeCredentials(page, ben);
    await press(page, "Continue");
    await press(page, "Continue");
    await arriveAt(page, "Edit profile");
    await type(page, "City", "Aberdeen");
    await press(page, "Save");
    await expectSaved(page);
    await page.getByText("Aberdeen", { exact: true }).waitFor();
  });
});
