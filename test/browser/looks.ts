import type { Page } from "playwright-core";
import { expect } from "vitest";
import { injectAxe, violations } from "./violations.js";

const colorSchemes = ["light", "dark"] as const;
const narrow = { width: 320, height: 640 };

/** Expects that axe finds nothing wrong with the page, light or dark. */
export async function hasNoViolations(page: Page): Promise<void> {
  await injectAxe(page);
  for (const colorScheme of colorSchemes) {
    await page.emulateMedia({ colorScheme });
    expect(await violations(page), colorScheme).toEqual([]);
  }
}

/** Expects that a narrow screen is wide enough for the page, light or dark. */
export async function fitsNarrowScreen(page: Page): Promise<void> {
  await page.setViewportSize(narrow);
  for (const colorScheme of colorSchemes) {
    await page.emulateMedia({ colorScheme });
    const { scrollWidth, clientWidth } = await page
      .locator("html")
      .evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }));
    expect(clientWidth).toBe(narrow.width);
    expect(scrollWidth, colorScheme).toBeLessThanOrEqual(clientWidth);
  }
}

/** Expects links and buttons that stand side by side to be of one height. */
export async function hasActionsOfOneHeight(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1024, height: 768 });
  const boxes = await Promise.all(
    (await page.locator(".actions .button").all()).map((button) => button.boundingBox()),
  );
  expect(boxes.length).toBeGreaterThanOrEqual(2);
  expect(new Set(boxes.map((box) => box?.height)).size).toBe(1);
  expect(new Set(boxes.map((box) => box?.y)).size).toBe(1);
}

/** Expects light text on a dark ground on a dark screen, and the reverse on a light one. */
export async function turnsDark(page: Page): Promise<void> {
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
