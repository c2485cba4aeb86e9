import { describe, expect } from "vitest";
import { createTest } from "./fixtures.js";
import { openSignedIn } from "./openSignedIn.js";
import { ada, arriveAt, follow, signOut, typeCredentials } from "./steps.js";

// As people have it: pages that they leave stay in memory for Back and Forward, and `no-store` does not always prevent it.
const test = createTest({ launchOptions: { ignoreDefaultArgs: ["--disable-back-forward-cache"] } });

describe("Back after signing out", () => {
  test("shows no claims", async ({ page }) => {
    await page.goto("/users/id");
    await typeCredentials(page, ada);
    await arriveAt(page, "ID token claims");
    await signOut(page);
    await page.goBack({ waitUntil: "commit" });
    await arriveAt(page, "Sign in");
    expect(await page.content()).not.toContain(ada.displayName);
  });

  test("greets nobody", async ({ page }) => {
    await openSignedIn(page, ada);
    await signOut(page);
    await page.goBack({ waitUntil: "commit" });
    await arriveAt(page, "Welcome");
    expect(await page.content()).not.toContain(ada.displayName);
  });

  test("greets nobody where another tab has signed out", async ({ page, context }) => {
    await openSignedIn(page, ada);
    await follow(page, "View ID token claims");
    await arriveAt(page, "ID token claims");
    const another = await context.newPage();
    await another.goto("/");
    await signOut(another);
    await page.goBack({ waitUntil: "commit" });
    await arriveAt(page, "Welcome");
  });
});
