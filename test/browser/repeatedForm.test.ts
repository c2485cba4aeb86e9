import { describe, expect } from "vitest";
import { test } from "./fixtures.js";
import { openSignedIn } from "./openSignedIn.js";
import { requestsOf } from "./requests.js";
import { ada, arriveAt } from "./steps.js";

describe("a page that answered another site's form and is shown again from memory", () => {
  test("is asked for anew without the form: sent again by the app's own page, it would sign out", async ({
    page,
    context,
    app,
    otherSite,
  }) => {
    await openSignedIn(page, ada);
    otherSite.body = `<form method="post" action="${app.url}/auth/signout" id="x"></form><script>x.submit()</script>`;
    await page.goto(otherSite.url);
    await arriveAt(page, "Sign out?");
    const requests = requestsOf(page);
    // Chromium keeps no answer to a form in memory; other browsers may.
    const asked = page.waitForResponse("**/auth/signout");
    await page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
    await asked;
    await arriveAt(page, "Sign out?");
    const again = requests.filter(({ url }) => url.pathname === "/auth/signout");
    expect(again.map(({ method }) => method)).toEqual(["GET"]);
    const other = await context.newPage();
    await other.goto("/");
    await arriveAt(other, `Hello, ${ada.displayName}`);
  });
});

describe("a page that is shown again from memory", () => {
  test("is asked for anew at this origin, whatever its path", async ({ page, app }) => {
    const address = `${app.url}//evil.example/page`;
    await page.goto(address);
    await arriveAt(page, "Page not found");
    const asked = page.waitForRequest((request) => request.isNavigationRequest());
    await page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
    expect((await asked).url()).toBe(address);
  });
});
