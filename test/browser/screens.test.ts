import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { appPages } from "./appPages.js";
import { emulatorPages } from "./emulatorPages.js";
import { it } from "./fixtures.js";
import { arriveAt } from "./steps.js";

const width = 320;
it.override("contextOptions", { scope: "file" }, { viewport: { width, height: 640 } });

for (const [owner, destinations] of [
  ["app", appPages],
  ["emulator", emulatorPages],
] as const) {
  describe(`${width} pixels are wide enough, light or dark, for the ${owner}'s page`, () => {
    for (const { name, heading, open } of destinations) {
      it(name, async ({ page, app, appWithoutTenant, otherSite }) => {
        await open(page, { emulator: app.emulator, appWithoutTenant, otherSite });
        await arriveAt(page, heading);
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          const { scrollWidth, clientWidth } = await page
            .locator("html")
            .evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }));
          expect(clientWidth).toBe(width);
          expect(scrollWidth, colorScheme).toBeLessThanOrEqual(clientWidth);
        }
      });
    }
  });
}

describe("a dark screen", () => {
  it("gets light text on a dark ground from the app", async ({ page }) => {
    await page.goto("/");
    await arriveAt(page, "Welcome");
    await turnsDark(page);
  });

  it("gets light text on a dark ground from the emulator", async ({ page }) => {
    await page.goto("/auth/signin");
    await arriveAt(page, "Sign in");
    await turnsDark(page);
  });
});

async function turnsDark(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "light" });
  expect(await brightness(page, "html", "backgroundColor")).toBeGreaterThan(
    await brightness(page, "h1", "color"),
  );
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await brightness(page, "html", "backgroundColor")).toBeLessThan(
    await brightness(page, "h1", "color"),
  );
}

/** The sum of red, green and blue. */
async function brightness(
  page: Page,
  element: string,
  property: "color" | "backgroundColor",
): Promise<number> {
  const colour: string = await page
    .locator(element)
    .evaluate((node, name) => node.ownerDocument.defaultView?.getComputedStyle(node)[name], property);
  return (colour.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
}
