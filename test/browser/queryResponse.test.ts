import { describe, expect } from "vitest";
import { createTest } from "./fixtures.js";
import { authorizationRequest, requestsOf, responsesToApp } from "./requests.js";
import { ada, arriveAt, follow, press, signIn } from "./steps.js";

const test = createTest({ environment: { RESPONSE_MODE: "query" } });

describe("signing in with RESPONSE_MODE=query", () => {
  test("comes back by one GET, whose code does not stay in the address", async ({ page, app }) => {
    const requests = requestsOf(page);
    await signIn(page, ada);
    const responses = responsesToApp(requests);
    expect(authorizationRequest(requests)?.searchParams.get("response_mode")).toBe("query");
    expect(responses.map(({ method }) => method)).toEqual(["GET"]);
    expect(responses[0]?.url.searchParams.get("code")).toBeTruthy();
    expect(page.url()).toBe(`${app.url}/`);
  });

  test("can be cancelled", async ({ page }) => {
    await page.goto("/");
    await follow(page, "Sign in");
    await arriveAt(page, "Sign in");
    await press(page, "Cancel");
    await arriveAt(page, "Welcome");
    expect(await page.getByRole("status").textContent()).toContain("You cancelled the sign-in");
  });
});

describe("Back after signing in with RESPONSE_MODE=query", () => {
  test("asks the app for nothing again and leaves the person signed in", async ({ page, context }) => {
    await signIn(page, ada);
    const requests = requestsOf(page);
    // Chromium may show a page of its own: it does not post the tenant's form again unasked.
    await page.goBack({ waitUntil: "commit" }).catch(() => undefined);
    await page.goBack({ waitUntil: "commit" }).catch(() => undefined);
    expect(responsesToApp(requests)).toEqual([]);
    const another = await context.newPage();
    await another.goto("/");
    await arriveAt(another, "Hello, Ada Winters");
  });
});
