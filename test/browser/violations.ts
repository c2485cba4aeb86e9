import axe, { type AxeResults } from "axe-core";
import type { Page } from "playwright-core";

/** Reads axe into the page, which stays there until the page is left. */
export async function injectAxe(page: Page): Promise<void> {
  await page.evaluate(axe.source);
}

/** What axe finds wrong with the page as it looks now; `injectAxe` goes before. */
export async function violations(page: Page): Promise<string[]> {
  // By default axe would describe also each element that passes.
  const { violations }: AxeResults = await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] })',
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id} (${help}): ${html}: ${failureSummary}`),
  );
}
