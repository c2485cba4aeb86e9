import { describe } from "vitest";
import type { Destination } from "./destination.js";
import { test } from "./fixtures.js";
import { fitsNarrowScreen, hasNoViolations } from "./looks.js";
import { arriveAt } from "./steps.js";

/** The tests of how pages look, which go to each page once. */
export function describeLooks(owner: string, destinations: readonly Destination[]): void {
  describe(`light or dark, axe finds nothing wrong and 320 pixels are wide enough with the ${owner}'s page`, () => {
    for (const { name, heading, open, looks = [] } of destinations) {
      test(name, async ({ page, app, appWithoutTenant, otherSite }) => {
        await open(page, { emulator: app.emulator, appWithoutTenant, otherSite });
        await arriveAt(page, heading);
        for (const expectLooks of [hasNoViolations, fitsNarrowScreen, ...looks]) {
          await expectLooks(page);
        }
      });
    }
  });
}
