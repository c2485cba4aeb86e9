import type { FormBrowser, Page } from "../visitors/formBrowser.js";
import { passcodeOn, typeCredentials } from "./emulatorApps.js";

/** The `claims` parameter that asks for an authentication context, as apps send it. */
export function claimsFor(context: string): string {
  return JSON.stringify({ access_token: { acrs: { essential: true, value: context } } });
}

/** From the page that asks for a second factor to the response. */
export async function proveSecondFactor(browser: FormBrowser, page: Page): Promise<Page> {
  const codePage = await browser.submit(page, "Send code");
  return browser.submit(codePage, "Next", { passcode: passcodeOn(codePage) });
}

/** Through those pages that come to the response: none, the password, the second factor, or both. */
export async function proveAll(
  browser: FormBrowser,
  page: Page,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<Page> {
  const next = page.heading === "Sign in" ? await typeCredentials(browser, page, email, password) : page;
  return next.heading === "Verify your identity" ? proveSecondFactor(browser, next) : next;
}
