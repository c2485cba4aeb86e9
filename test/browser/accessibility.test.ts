import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import { appPages } from "./appPages.js";
import { emulatorPages } from "./emulatorPages.js";
import { it } from "./fixtures.js";
import { arriveAt } from "./steps.js";

for (const [owner, destinations] of [
  ["app", appPages],
  ["emulator", emulatorPages],
] as const) {
  describe(`axe finds nothing wrong, light or dark, with the ${owner}'s page`, () => {
    for (const { name, heading, open } of destinations) {
      it(name, async ({ page, app, appWithoutTenant, otherSite }) => {
        await open(page, { emulator: app.emulator, appWithoutTenant, otherSite });
        await arriveAt(page, heading);
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          expect(await violations(page), colorScheme).toEqual([]);
        }
      });
    }
  });
}

async function violations(page: Page): Promise<string[]> {
  // The other mode looks into frames of other origins, which these pages never have, and takes a tab of its own.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id} (${help}): ${html}: ${failureSummary}`),
  );
}
