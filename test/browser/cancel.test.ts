import { describe, expect } from "vitest";
import { test } from "./fixtures.js";
import { ada, arriveAt, follow, press, typeCredentials, typeEmail } from "./steps.js";

const cancelled = "You cancelled the sign-in. You are not signed in.";

describe("cancelling", () => {
  test("leads to the home page, which says so until the person signs in after all", async ({ page }) => {
    await page.goto("/");
    expect(await page.getByText(cancelled).count()).toBe(0);
    await follow(page, "Sign in");
    await arriveAt(page, "Sign in");
    await press(page, "Cancel");
    await arriveAt(page, "Welcome");
    await page.getByRole("status").filter({ hasText: cancelled }).waitFor();
    await follow(page, "Sign in");
    await typeCredentials(page, ada);
    await arriveAt(page, "Hello, Ada Winters");
    expect(await page.getByText(cancelled).count()).toBe(0);
  });

  test("is possible where the password is asked for", async ({ page }) => {
    await page.goto("/");
    await follow(page, "Sign in");
    await typeEmail(page, ada.email);
    await arriveAt(page, "Enter your password");
    await press(page, "Cancel");
    await page.getByRole("status").filter({ hasText: cancelled }).waitFor();
  });

  test("leaves a page for signed-in people closed", async ({ page, app }) => {
    await page.goto("/users/id");
    await arriveAt(page, "Sign in");
    await press(page, "Cancel");
    await arriveAt(page, "Welcome");
    await page.goto("/users/id");
    await arriveAt(page, "Sign in");
    expect(new URL(page.url()).origin).toBe(app.emulator.url);
  });
});
