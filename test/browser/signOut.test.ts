import { describe, expect } from "vitest";
import { test } from "./fixtures.js";
import { openSignedIn } from "./openSignedIn.js";
import { requestsOf } from "./requests.js";
import { ada, arriveAt, follow, signOut, typeCredentials } from "./steps.js";

describe("signing out", () => {
  test("ends the app's session and the tenant's, so that the password is asked for again", async ({
    page,
    context,
    app,
  }) => {
    await openSignedIn(page, ada);
    await signOut(page);
    expect(await context.cookies(app.url)).toEqual([]);
    await follow(page, "Sign in");
    await typeCredentials(page, ada);
    await arriveAt(page, "Hello, Ada Winters");
  });

  test("passes through the tenant, which need not ask who signs out", async ({ page, app }) => {
    await openSignedIn(page, ada);
    const requests = requestsOf(page);
    await signOut(page);
    const atTenant = requests.filter(({ url }) => url.origin === app.emulator.url);
    expect(atTenant.map(({ method, url }) => [method, [...url.searchParams.keys()].sort()])).toEqual([
      ["GET", ["client_id", "logout_hint", "post_logout_redirect_uri"]],
    ]);
  });

  test("is possible from the claims page", async ({ page }) => {
    await openSignedIn(page, ada);
    await follow(page, "View ID token claims");
    await arriveAt(page, "ID token claims");
    await signOut(page);
  });

  test("leaves nothing to see for Back", async ({ page }) => {
    await openSignedIn(page, ada);
    await follow(page, "View ID token claims");
    await arriveAt(page, "ID token claims");
    await signOut(page);
    await page.goBack();
    await arriveAt(page, "Sign in");
    expect(await page.content()).not.toContain(ada.displayName);
  });
});

describe("single sign-on", () => {
  test("asks for nothing while the tenant's session lives", async ({ page, context }) => {
    await openSignedIn(page, ada);
    await context.clearCookies({ domain: "localhost" });
    await page.goto("/");
    await arriveAt(page, "Welcome");
    await follow(page, "Sign in");
    await arriveAt(page, "Hello, Ada Winters");
  });
});

describe("a sign-out that another site asked for", () => {
  test("signs nobody out who wants to stay", async ({ page, otherSite }) => {
    await openSignedIn(page, ada);
    await page.goto(otherSite.url);
    await follow(page, "A picture of a cat");
    await arriveAt(page, "Sign out?");
    await follow(page, "Stay");
    await arriveAt(page, "Hello, Ada Winters");
  });

  test("signs out who confirms it", async ({ page, otherSite }) => {
    await openSignedIn(page, ada);
    await page.goto(otherSite.url);
    await follow(page, "A picture of a cat");
    await arriveAt(page, "Sign out?");
    await signOut(page);
  });
});
