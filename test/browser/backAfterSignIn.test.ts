import { describe, expect } from "vitest";
import { createTest } from "./fixtures.js";
import { ada, arriveAt, follow, press, typeCredentials } from "./steps.js";

// With scripts off the person presses Continue, so the tenant's answer surely is a page that Back leads to.
const test = createTest({ contextOptions: { javaScriptEnabled: false } });

describe("Back onto the tenant's answer", () => {
  test("finds it in no cache and leaves the person signed in", async ({ page, context }) => {
    await page.goto("/");
    await follow(page, "Sign in");
    await typeCredentials(page, ada);
    await press(page, "Continue");
    await press(page, "Continue");
    await arriveAt(page, "Hello, Ada Winters");
    // Chromium shows a page of its own: it does not post a form again unasked, and no cache has the answer.
    await expect(page.goBack()).rejects.toThrow("ERR_CACHE_MISS");
    const another = await context.newPage();
    await another.goto("/");
    await arriveAt(another, "Hello, Ada Winters");
  });
});
