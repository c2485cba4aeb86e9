import type { Page } from "playwright-core";
import { askForSecondFactor } from "./askForSecondFactor.js";
import type { Destination } from "./destination.js";
import { deviceLoginPages } from "./deviceLoginPages.js";
import { turnsDark } from "./looks.js";
import { openSignedIn } from "./openSignedIn.js";
import { ada, arriveAt, follow, press, proveEmail, type, typeCredentials, typeEmail } from "./steps.js";

const newcomer = "newcomer@example.com";

/** Every page of the emulator. */
export const emulatorPages: readonly Destination[] = [
  {
    name: "home",
    heading: "The emulator is running",
    open: (page, { emulator }) => page.goto(emulator.url),
  },
  {
    name: "home after a sign-in, with all that can be opened",
    heading: "The emulator is running",
    async open(page, { emulator }) {
      await openSignedIn(page, ada);
      emulator.faults.set({ at: "keys", kind: "status", status: 503, until: "reset", retryAfter: 7 });
      await page.goto(emulator.url);
      emulator.faults.clearAll();
      await openDetails(page);
    },
    looks: [turnsDark],
  },
  {
    name: "home with a form that was refused",
    heading: "The emulator is running",
    async open(page, { emulator }) {
      await page.goto(emulator.url);
      await page.getByLabel("What goes wrong").selectOption("AADSTS error");
      await press(page, "Let it fail");
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "flow with its tokens",
    heading: `A flow of ${ada.email}`,
    async open(page, { emulator }) {
      await openSignedIn(page, ada);
      await page.goto(emulator.url);
      await page.getByRole("listitem").filter({ hasText: ada.email }).getByRole("link").first().click();
      await arriveAt(page, `A flow of ${ada.email}`);
      await openDetails(page);
    },
  },
  {
    name: "email",
    heading: "Sign in",
    open: (page) => page.goto("/auth/signin"),
    looks: [turnsDark],
  },
  {
    name: "unknown email",
    heading: "Sign in",
    async open(page) {
      await page.goto("/auth/signin");
      await typeEmail(page, newcomer);
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "password", heading: "Enter your password", open: (page) => askForPassword(page) },
  {
    name: "wrong password",
    heading: "Enter your password",
    async open(page) {
      await askForPassword(page);
      await type(page, "Password", "not-the-password");
      await press(page, "Sign in");
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "sign-up email",
    heading: "Create account",
    open: (page) => page.goto("/auth/signin?prompt=create"),
  },
  { name: "sign-up passcode", heading: "Enter the code", open: (page) => askForPasscode(page) },
  {
    name: "wrong passcode",
    heading: "Enter the code",
    async open(page) {
      await askForPasscode(page);
      await type(page, "One-time passcode", "not-the-code");
      await press(page, "Next");
      await page.getByRole("alert").waitFor();
    },
  },
  { name: "sign-up details", heading: "Add your details", open: (page) => askForDetails(page) },
  {
    name: "wrong sign-up details",
    heading: "Add your details",
    async open(page) {
      await askForDetails(page);
      await press(page, "Create account");
      await page.getByRole("alert").first().waitFor();
    },
  },
  { name: "password reset", heading: "Get back into your account", open: (page) => askForReset(page) },
  {
    name: "new password",
    heading: "Choose a new password",
    async open(page) {
      await askForReset(page);
      await proveEmail(page, ada.email);
    },
  },
  { name: "second factor", heading: "Verify your identity", open: (page) => askForSecondFactor(page) },
  {
    name: "second factor passcode",
    heading: "Enter the code",
    async open(page) {
      await askForSecondFactor(page);
      await press(page, "Send code");
    },
  },
  {
    name: "account choice",
    heading: "Pick an account",
    async open(page) {
      await openSignedIn(page, ada);
      await page.goto("/auth/signin?prompt=select_account");
    },
  },
  {
    name: "return to the app",
    heading: "Returning to the app",
    async open(page) {
      // Its script would leave it at once: an answer with no content keeps the browser there.
      await page.route("**/auth/redirect", (route) => route.fulfill({ status: 204 }));
      await page.goto("/auth/signin");
      await typeCredentials(page, ada);
    },
  },
  {
    name: "sign-out",
    heading: "Which account do you want to sign out of?",
    async open(page, { emulator }) {
      await openSignedIn(page, ada);
      await page.goto(`${emulator.authority}/oauth2/v2.0/logout`);
    },
  },
  {
    name: "signed out",
    heading: "You signed out",
    open: (page, { emulator }) => page.goto(`${emulator.authority}/oauth2/v2.0/logout`),
  },
  {
    name: "error of an unknown app",
    heading: "Sorry, the sign-in cannot start",
    open: (page, { emulator }) => page.goto(`${emulator.authority}/oauth2/v2.0/authorize?client_id=unknown`),
  },
  {
    name: "error 404",
    heading: "There is nothing here",
    open: (page, { emulator }) => page.goto(`${emulator.url}/nowhere`),
  },
  {
    name: "sign-in expired",
    heading: "This sign-in has expired",
    open: (page, { emulator }) => page.goto(`${emulator.url}/interaction/unknown/sign-in`),
  },
  ...deviceLoginPages,
];

async function openDetails(page: Page): Promise<void> {
  for (const summary of await page.locator("summary").all()) {
    await summary.click();
  }
}

async function askForPassword(page: Page): Promise<void> {
  await page.goto("/auth/signin");
  await typeEmail(page, ada.email);
  await arriveAt(page, "Enter your password");
}

async function askForPasscode(page: Page): Promise<void> {
  await page.goto("/auth/signin?prompt=create");
  await type(page, "Email", newcomer);
  await press(page, "Next");
  await arriveAt(page, "Enter the code");
}

async function askForDetails(page: Page): Promise<void> {
  await page.goto("/auth/signin?prompt=create");
  await proveEmail(page, newcomer);
  await arriveAt(page, "Add your details");
}

async function askForReset(page: Page): Promise<void> {
  await askForPassword(page);
  await follow(page, "Forgot password?");
  await arriveAt(page, "Get back into your account");
}
