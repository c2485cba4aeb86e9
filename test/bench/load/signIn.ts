import { formWith } from "../../support/visitors/formBrowser.js";
import { goesOnTo } from "../../support/visitors/html.js";
import type { Provider } from "../provider/startProvider.js";
import type { Answer } from "./answer.js";
import type { Browser } from "./browser.js";
import { nameOf } from "./people.js";

/** Signs a person in as a browser does: to the tenant, back to the app, and on to the page with their name. */
export async function signIn(browser: Browser, provider: Provider, person: number): Promise<void> {
  const toTenant = await browser.open("/auth/signin");
  const fromTenant = await provider.signIn(target(toTenant), person);
  const back = await comeBack(browser, fromTenant);
  await seeOwnPage(browser, target(back), person);
}

/** Opens the page that greets the person; any other is a fault. */
export async function seeOwnPage(browser: Browser, address: string, person: number): Promise<void> {
  const { status, html } = await browser.open(address);
  if (status !== 200 || !html.includes(`<h1>Hello, ${nameOf(person)}</h1>`)) {
    throw new Error(`${nameOf(person)} is not signed in: ${status} ${html}`);
  }
}

/** Takes the tenant's answer to the app: by a redirect, or by a form that the app's own page has to post once more. */
async function comeBack(browser: Browser, fromTenant: Answer): Promise<Answer> {
  if (fromTenant.location !== undefined) {
    return browser.open(fromTenant.location);
  }
  const posted = formIn(fromTenant);
  const page = await browser.postFromOtherSite(posted.path, posted.body);
  const reposted = formIn(page);
  return browser.post(reposted.path, reposted.body);
}

/** Where a redirect, or a page that goes on by itself, leads. */
export function target({ status, location, html }: Answer): string {
  const address = location ?? goesOnTo(html);
  if (address === undefined) {
    throw new Error(`This leads nowhere: ${status} ${html}`);
  }
  return address;
}

function formIn({ html }: Answer): { path: string; body: string } {
  const { action, fields } = formWith({ html, heading: "sign-in" }, "Continue");
  const { pathname } = new URL(action, "http://localhost");
  return { path: pathname, body: new URLSearchParams(fields).toString() };
}
