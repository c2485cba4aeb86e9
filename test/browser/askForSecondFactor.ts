import type { Page } from "playwright-core";
import { claimsFor } from "../support/emulator/secondFactor.js";
import { ada, arriveAt, typeCredentials } from "./steps.js";

/**
 * Begins a sign-in at the app, lets its request call an authentication context essential, and goes on as far as the page
 * that asks for a second factor.
 */
export async function askForSecondFactor(page: Page): Promise<void> {
  const { location = "" } = (await page.request.get("/auth/signin", { maxRedirects: 0 })).headers();
  const url = new URL(location);
  url.searchParams.set("claims", claimsFor("c1"));
  await page.goto(url.href);
  await typeCredentials(page, ada);
  await arriveAt(page, "Verify your identity");
}
