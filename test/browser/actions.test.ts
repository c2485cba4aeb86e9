import { describe, expect } from "vitest";
import { appPages } from "./appPages.js";
import { it } from "./fixtures.js";
import { arriveAt } from "./steps.js";

it.override("contextOptions", { scope: "file" }, { viewport: { width: 1024, height: 768 } });

describe("links and buttons that stand side by side are of one height on the page", () => {
  for (const { name, heading, open } of appPages.filter(({ name }) =>
    ["home, signed out", "home, signed in", "claims", "sign-out"].includes(name),
  )) {
    it(name, async ({ page, app, appWithoutTenant, otherSite }) => {
      await open(page, { emulator: app.emulator, appWithoutTenant, otherSite });
      await arriveAt(page, heading);
      const boxes = await Promise.all(
        (await page.locator(".actions .button").all()).map((button) => button.boundingBox()),
      );
      expect(boxes).toHaveLength(2);
      expect(boxes[1]?.height).toBe(boxes[0]?.height);
      expect(boxes[1]?.y).toBe(boxes[0]?.y);
    });
  }
});
