import { describe, expect } from "vitest";
import { sessionCookieName } from "../support/app/sessionCookie.js";
import { test } from "./fixtures.js";
import { authorizationRequest, requestsOf, responsesToApp, siteOf } from "./requests.js";
import { ada, arriveAt, follow, press, signIn, type, typeCredentials, typeEmail } from "./steps.js";

describe("signing in by form_post", () => {
  test("lets nobody send the tenant's answer again while it is under way", async ({ page, context }) => {
    // It stays under way.
    await context.addInitScript(`
      if (location.pathname === "/auth/redirect") {
        addEventListener("submit", (event) => event.preventDefault());
      }`);
    await page.goto("/auth/signin");
    await typeCredentials(page, ada);
    await arriveAt(page, "Signing in");
    expect(await page.getByRole("button", { name: "Continue" }).isDisabled()).toBe(true);
  });

  test("comes back by a POST from the tenant's site, which the app's own page posts again", async ({
    page,
  }) => {
    const requests = requestsOf(page);
    await signIn(page, ada);
    const responses = responsesToApp(requests);
    expect(authorizationRequest(requests)?.searchParams.get("response_mode")).toBe("form_post");
    expect(responses.map(({ method }) => method)).toEqual(["POST", "POST"]);
    expect(await Promise.all(responses.map(siteOf))).toEqual(["cross-site", "same-origin"]);
  });

  test("leaves a session cookie that scripts and other sites' posts do not get", async ({
    page,
    context,
    app,
  }) => {
    await signIn(page, ada);
    expect(await context.cookies(app.url)).toEqual([
      expect.objectContaining({ name: sessionCookieName(app), httpOnly: true, sameSite: "Lax", path: "/" }),
    ]);
  });

  test("keeps a transaction in a cookie for /auth until it ends, and no session before", async ({
    page,
    context,
    app,
  }) => {
    await page.goto("/");
    await follow(page, "Sign in");
    await arriveAt(page, "Sign in");
    const underway = expect.objectContaining({
      name: expect.stringMatching(/^signin\.\d-\d+$/),
      httpOnly: true,
      sameSite: "Lax",
      path: "/auth",
    });
    expect(await context.cookies(`${app.url}/auth/redirect`)).toEqual([underway]);
    await typeCredentials(page, ada);
    await arriveAt(page, "Hello, Ada Winters");
    const names = (await context.cookies(`${app.url}/auth/redirect`)).map(({ name }) => name);
    expect(names).toEqual([sessionCookieName(app)]);
  });

  test("needs the right password", async ({ page }) => {
    await page.goto("/");
    await follow(page, "Sign in");
    await typeEmail(page, ada.email);
    await type(page, "Password", "not-the-password");
    await press(page, "Sign in");
    expect(await page.getByRole("alert").textContent()).toContain("password is not right");
    await type(page, "Password", ada.password);
    await press(page, "Sign in");
    await arriveAt(page, "Hello, Ada Winters");
  });

  test("that was asked for under another name of the machine begins and ends at the app's own", async ({
    page,
    app,
  }) => {
    await page.goto(app.url.replace("localhost", "127.0.0.1"));
    await follow(page, "Sign in");
    await typeCredentials(page, ada);
    await arriveAt(page, "Hello, Ada Winters");
    expect(page.url()).toBe(`${app.url}/`);
  });
});
