import type { Page } from "playwright-core";
import { readyMadeUsers } from "../../emulator/directory/readyMadeUsers.js";

/** Somebody with an account at the emulated tenant. */
export interface Person {
  readonly email: string;
  readonly password: string;
  readonly displayName: string;
}

/** Has an app role. */
export const ada = readyMade("Ada Winters");
/** Has none. */
export const ben = readyMade("Ben Okafor");

function readyMade(name: string): Person {
  const person = readyMadeUsers.find(({ displayName }) => displayName === name);
  if (!person) {
    throw new Error(`The emulator has no ready-made user ${name}.`);
  }
  return person;
}

/** Waits for the page with this heading, wherever it is. */
export async function arriveAt(page: Page, heading: string): Promise<void> {
  await page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor();
}

export async function follow(page: Page, link: string): Promise<void> {
  await page.getByRole("link", { name: link, exact: true }).click();
}

export async function press(page: Page, button: string): Promise<void> {
  await page.getByRole("button", { name: button, exact: true }).click();
}

export async function type(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(text);
}

export async function signIn(page: Page, person: Person): Promise<void> {
  await page.goto("/");
  await follow(page, "Sign in");
  await typeCredentials(page, person);
  await arriveAt(page, `Hello, ${person.displayName}`);
}

/** From the tenant's first page to the app. */
export async function typeCredentials(page: Page, { email, password }: Person): Promise<void> {
  await typeEmail(page, email);
  await arriveAt(page, "Enter your password");
  await type(page, "Password", password);
  await press(page, "Sign in");
}

export async function typeEmail(page: Page, email: string): Promise<void> {
  await arriveAt(page, "Sign in");
  await type(page, "Email", email);
  await press(page, "Next");
}

/** From the page that asks for an e-mail address to the one after the passcode, which the emulator shows. */
export async function proveEmail(page: Page, email: string): Promise<void> {
  await type(page, "Email", email);
  await press(page, "Next");
  await typePasscode(page);
}

/** From the page that asks for a second factor to the one after the passcode. */
export async function proveSecondFactor(page: Page): Promise<void> {
  await arriveAt(page, "Verify your identity");
  await press(page, "Send code");
  await typePasscode(page);
}

/** Types the passcode that the page shows. */
async function typePasscode(page: Page): Promise<void> {
  await arriveAt(page, "Enter the code");
  const passcode = await page.getByRole("status").getByRole("strong").textContent();
  await type(page, "One-time passcode", passcode ?? "");
  await press(page, "Next");
}

/** From the first page of sign-up to the app. */
export async function signUp(page: Page, { email, password, displayName }: Person): Promise<void> {
  await arriveAt(page, "Create account");
  await proveEmail(page, email);
  await arriveAt(page, "Add your details");
  await type(page, "Password", password);
  await type(page, "Display name", displayName);
  await press(page, "Create account");
}

/** From a signed-in page of the app to its home page, signed out. */
export async function signOut(page: Page): Promise<void> {
  await press(page, "Sign out");
  await arriveAt(page, "Welcome");
}
