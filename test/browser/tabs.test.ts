import { describe, expect } from "vitest";
import { test } from "./fixtures.js";
import { ada, arriveAt, ben, typeCredentials } from "./steps.js";

describe("a page for signed-in people", () => {
  test("opened when signed out, is shown after the sign-in", async ({ page, app }) => {
    await page.goto("/users/id?from=mail");
    await typeCredentials(page, ada);
    await arriveAt(page, "ID token claims");
    expect(page.url()).toBe(`${app.url}/users/id?from=mail`);
  });
});

describe("two sign-ins at once in one browser", () => {
  test("finish in any order, each where it began", async ({ context, app }) => {
    const [first, second] = [await context.newPage(), await context.newPage()];
    await first.goto("/users/id?tab=first");
    await arriveAt(first, "Sign in");
    await second.goto("/users/id?tab=second");
    await arriveAt(second, "Sign in");

    await typeCredentials(second, ada);
    await arriveAt(second, "ID token claims");
    await typeCredentials(first, ada);
    await arriveAt(first, "ID token claims");

    expect(second.url()).toBe(`${app.url}/users/id?tab=second`);
    expect(first.url()).toBe(`${app.url}/users/id?tab=first`);
  });

  test("by two people leave the browser to the one who finished last", async ({ context }) => {
    const [first, second] = [await context.newPage(), await context.newPage()];
    for (const page of [first, second]) {
      await page.goto("/auth/signin");
      await arriveAt(page, "Sign in");
    }
    await typeCredentials(second, ada);
    await arriveAt(second, "Hello, Ada Winters");
    await typeCredentials(first, ben);
    await arriveAt(first, "Hello, Ben Okafor");
    await second.reload();
    await arriveAt(second, "Hello, Ben Okafor");
  });
});
