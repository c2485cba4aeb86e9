import { expect } from "vitest";
import { askForSecondFactor } from "./askForSecondFactor.js";
import { test } from "./fixtures.js";
import { ada, arriveAt, proveSecondFactor } from "./steps.js";

test("A person proves a second factor at the tenant and comes back to the app, whose claims say so", async ({
  page,
}) => {
  await askForSecondFactor(page);
  await proveSecondFactor(page);
  await arriveAt(page, `Hello, ${ada.displayName}`);
  await page.goto("/users/id");
  expect(await page.getByRole("row", { name: /^acrs / }).textContent()).toContain("c1");
  expect(await page.getByRole("row", { name: /^amr / }).textContent()).toContain("mfa");
});
