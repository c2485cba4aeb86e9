import { describe } from "vitest";
import { createTest } from "./fixtures.js";
import { openSignedInAgain } from "./openSignedIn.js";
import { ada, arriveAt, ben, follow, press, signOut, typeCredentials } from "./steps.js";

const test = createTest({ contextOptions: { javaScriptEnabled: false } });

describe("with scripts off", () => {
  test("a person signs in with two Continue buttons, sees the claims and signs out", async ({ page }) => {
    await page.goto("/");
    await follow(page, "Sign in");
    await typeCredentials(page, ada);
    await arriveAt(page, "Returning to the app");
    await press(page, "Continue");
    await arriveAt(page, "Signing in");
    await press(page, "Continue");
    await arriveAt(page, "Hello, Ada Winters");
    await follow(page, "View ID token claims");
    await arriveAt(page, "ID token claims");
    await signOut(page);
    await follow(page, "Sign in");
    await arriveAt(page, "Sign in");
  });

  test("a person ends all their other sessions", async ({ page }) => {
    await openSignedInAgain(page, ben);
    await follow(page, "Where you are signed in");
    await press(page, "End all others");
    await page.getByText("You are signed in nowhere else.").waitFor();
    await signOut(page);
  });

  test("a person cancels a sign-in", async ({ page }) => {
    await page.goto("/");
    await follow(page, "Sign in");
    await press(page, "Cancel");
    await press(page, "Continue");
    await arriveAt(page, "Signing in");
    await press(page, "Continue");
    await page.getByRole("status").filter({ hasText: "You cancelled the sign-in" }).waitFor();
  });
});
