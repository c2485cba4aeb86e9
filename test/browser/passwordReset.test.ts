import type { Page } from "playwright-core";
import { describe } from "vitest";
import { test } from "./fixtures.js";
import { arriveAt, ben, follow, press, proveEmail, signIn, signOut, type, typeEmail } from "./steps.js";

const newPassword = "Meadow-Lark-19";

describe("a forgotten password", () => {
  test("is replaced by a new one, and only that one signs in from then on", async ({ page }) => {
    await askForReset(page);
    await proveEmail(page, ben.email);
    await arriveAt(page, "Choose a new password");
    await type(page, "New password", newPassword);
    await press(page, "Save and sign in");
    await arriveAt(page, "Hello, Ben Okafor");

    await signOut(page);
    await follow(page, "Sign in");
    await typeEmail(page, ben.email);
    await type(page, "Password", ben.password);
    await press(page, "Sign in");
    await page.getByRole("alert").filter({ hasText: "The password is not right" }).waitFor();
    await signIn(page, { ...ben, password: newPassword });
  });

  test("is not replaced for an address that has no account", async ({ page }) => {
    await askForReset(page);
    await type(page, "Email", "nobody@example.com");
    await press(page, "Next");
    await page.getByRole("alert").filter({ hasText: "There is no account" }).waitFor();
  });
});

async function askForReset(page: Page): Promise<void> {
  await page.goto("/");
  await follow(page, "Sign in");
  await typeEmail(page, ben.email);
  await arriveAt(page, "Enter your password");
  await follow(page, "Forgot password?");
  await arriveAt(page, "Get back into your account");
}
