import type { APIRequestContext, APIResponse, Page } from "playwright-core";
import { formWith } from "../support/visitors/formBrowser.js";
import { arriveAt, type Person } from "./steps.js";

/** Opens the app's home page for a person whom requests alone have signed in: for tests of what comes after a sign-in. */
export async function openSignedIn(page: Page, person: Person): Promise<void> {
  await signInByRequests(page.request, person);
  await page.goto("/");
  await arriveAt(page, `Hello, ${person.displayName}`);
}

/** The same for a person who is signed in elsewhere too, by a browser that has closed. */
export async function openSignedInAgain(page: Page, person: Person): Promise<void> {
  await signInByRequests(page.request, person);
  await page.context().clearCookies();
  await openSignedIn(page, person);
}

/** Signs a person in by form_post. The browser whose requests these are keeps the cookies. */
async function signInByRequests(requests: APIRequestContext, { email, password }: Person): Promise<void> {
  const emailPage = await requests.get("/auth/signin");
  const passwordPage = await submit(requests, emailPage, "Next", { email });
  const answer = await submit(requests, passwordPage, "Sign in", { password });
  await submit(requests, answer, "Continue", { reposted: "1" });
}

async function submit(
  requests: APIRequestContext,
  page: APIResponse,
  button: string,
  typed: Readonly<Record<string, string>>,
): Promise<APIResponse> {
  const { action, fields } = formWith({ html: await page.text(), heading: page.url() }, button);
  return requests.post(new URL(action, page.url()).href, {
    form: { ...fields, ...typed },
    failOnStatusCode: true,
  });
}
