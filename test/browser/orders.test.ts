import { describe } from "vitest";
import { createTest } from "./fixtures.js";
import { ada, arriveAt, ben, follow, press, proveSecondFactor, signIn, typeCredentials } from "./steps.js";

const test = createTest();
const withoutScripts = createTest({ contextOptions: { javaScriptEnabled: false } });

describe("a person", () => {
  test("sees their orders, and cancels one after a second factor", async ({ page }) => {
    await signIn(page, ada);
    await follow(page, "My orders");
    await arriveAt(page, "My orders");
    await page.getByRole("row", { name: /Storm lantern .*open/ }).waitFor();
    await follow(page, "Cancel Storm lantern");
    await proveSecondFactor(page);
    await arriveAt(page, "Cancel this order?");
    await press(page, "Cancel the order");
    await arriveAt(page, "My orders");
    await page.getByRole("status").filter({ hasText: "The order of Storm lantern is cancelled." }).waitFor();
    await page.getByRole("row", { name: /Storm lantern .*cancelled/ }).waitFor();
  });

  test("is asked for no second factor twice", async ({ page }) => {
    await signIn(page, ben);
    await page.goto("/orders");
    await follow(page, "Cancel Storm lantern");
    await proveSecondFactor(page);
    await arriveAt(page, "Cancel this order?");
    await follow(page, "Keep it");
    await arriveAt(page, "My orders");
    await follow(page, "Cancel Signal flags");
    await arriveAt(page, "Cancel this order?");
  });

  withoutScripts("cancels an order with scripts off too", async ({ page }) => {
    await page.goto("/orders");
    await typeCredentials(page, ben);
    await press(page, "Continue");
    await press(page, "Continue");
    await arriveAt(page, "My orders");
    await follow(page, "Cancel Signal flags");
    await proveSecondFactor(page);
    await press(page, "Continue");
    await press(page, "Continue");
    await arriveAt(page, "Cancel this order?");
    await press(page, "Cancel the order");
    await page.getByRole("status").filter({ hasText: "The order of Signal flags is cancelled." }).waitFor();
  });
});
