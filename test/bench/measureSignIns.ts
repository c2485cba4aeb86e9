import { FormBrowser } from "../support/formBrowser.js";
import type { TenantStub } from "../support/tenantStub.js";
import { type Load, measureRate, type Rate } from "./measureRate.js";
import { internalClaims, nameOf } from "./people.js";
import type { FilledApp } from "./startFilledApp.js";

const load: Load = { milliseconds: 600, atMost: 400, parallel: 8 };

/** People who sign in have not been signed in before. */
let nextPerson = 1_000_000;

/** How often in a second somebody signs in, the whole way. Afterwards they sign out, so that the number stays. */
export async function measureSignIns(app: FilledApp, tenant: TenantStub, stop: AbortSignal): Promise<Rate> {
  const signedIn: FormBrowser[] = [];
  const rate = await measureRate(app, { load, stop }, async () => {
    signedIn.push(await signIn(app.origin, tenant, nextPerson++));
  });
  await Promise.all(signedIn.map((browser) => signOut(browser, tenant)));
  return rate;
}

/** The way of a browser: to the tenant, back with no cookie, again with the cookie, and to the page. */
async function signIn(origin: string, tenant: TenantStub, person: number): Promise<FormBrowser> {
  const browser = new FormBrowser(origin);
  const { url } = await browser.open("/auth/signin");
  const answer = tenant.authorize(url.href, (claims) =>
    tenant.sign({ ...claims, ...internalClaims(person), name: nameOf(person) }),
  );
  const otherSite = new FormBrowser(origin);
  const body = new URLSearchParams(answer).toString();
  const page = await browser.submit(await otherSite.post("/auth/redirect", body), "Continue");
  if (page.status !== 200 || page.heading !== `Hello, ${nameOf(person)}`) {
    throw new Error(`${nameOf(person)} is not signed in: ${page.status} ${page.html}`);
  }
  return browser;
}

async function signOut(browser: FormBrowser, tenant: TenantStub): Promise<void> {
  const { url } = await browser.open("/auth/signout");
  if (!url.href.startsWith(tenant.authority)) {
    throw new Error(`A sign-out ends at ${url.href}.`);
  }
}
