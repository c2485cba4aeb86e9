import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  ada,
  firstApp,
  MsalApp,
  passcodeOn,
  responseOf,
  signIn,
  startTestEmulator,
} from "../support/emulator/emulatorApps.js";
import { FormBrowser, formWith } from "../support/visitors/formBrowser.js";

const cleo = { email: "cleo@example.com", password: "Quiet-River-9", displayName: 'Cleo "Kit" <Long>' };
const dora = { email: "dora@example.com", password: "Quiet-River-9", displayName: "Dora" };

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());

async function signUpPage() {
  const app = new MsalApp(emulator, firstApp);
  const browser = new FormBrowser(emulator.url);
  return { app, browser, page: await browser.open(await app.authorizationUrl({ prompt: "create" })) };
}

async function detailsPage(email: string) {
  const { app, browser, page } = await signUpPage();
  const passcodePage = await browser.submit(page, "Next", { email });
  const details = await browser.submit(passcodePage, "Next", { passcode: passcodeOn(passcodePage) });
  return { app, browser, page: details };
}

describe("A new customer", () => {
  test("signs up with a passcode, is signed in, and can sign in again later", async () => {
    const { app, browser, page } = await detailsPage(cleo.email);
    const { password, displayName } = cleo;
    const last = await browser.submit(page, "Create account", { password, displayName });
    const { account } = await app.redeem(responseOf(last).code ?? "");
    expect(account).toMatchObject({ username: cleo.email, name: displayName });
    const { tokens } = await signIn(emulator, new MsalApp(emulator, firstApp), cleo);
    expect(tokens.account?.homeAccountId).toBe(account?.homeAccountId);
  });

  test("is signed in after a double click too", async () => {
    const { app, browser, page } = await detailsPage("twice@example.com");
    const typed = { password: "Quiet-River-9", displayName: "Twice" };
    await browser.press(page, "Create account", typed);
    const last = await browser.submit(page, "Create account", typed);
    const { account } = await app.redeem(responseOf(last).code ?? "");
    expect(account?.name).toBe("Twice");
  });

  test("finds the page from the sign-in page too, and the way back", async () => {
    const browser = new FormBrowser(emulator.url);
    const page = await browser.open(await new MsalApp(emulator, firstApp).authorizationUrl());
    const signUp = await browser.follow(page, "No account? Create one");
    expect(signUp.heading).toBe("Create account");
    expect((await browser.follow(signUp, "Sign in with a password")).heading).toBe("Sign in");
  });

  test("can cancel at the last step", async () => {
    const { browser, page } = await detailsPage("late@example.com");
    expect(responseOf(await browser.submit(page, "Cancel"))).toMatchObject({ error_subcode: "cancel" });
  });

  test("finds the passcode in the log as well, without the address", async () => {
    const { browser, page } = await signUpPage();
    const passcodePage = await browser.submit(page, "Next", { email: "logged@example.com" });
    expect(emulator.logged.at(-1)).toContain(passcodeOn(passcodePage));
    expect(emulator.logged.join()).not.toContain("logged@example.com");
  });
});

describe("Sign-up refuses", () => {
  test("an address that has an account", async () => {
    const { browser, page } = await signUpPage();
    const answer = await browser.submit(page, "Next", { email: ada.email });
    expect(answer.alerts).toEqual(["There is already an account with this email address."]);
  });

  test("a wrong passcode, and takes the right one after it", async () => {
    const { browser, page } = await signUpPage();
    const passcodePage = await browser.submit(page, "Next", { email: "wrong@example.com" });
    const answer = await browser.submit(passcodePage, "Next", { passcode: "000" });
    expect(answer.alerts).toEqual(["The code is not right or has expired. Check it, or get a new one."]);
    const details = await browser.submit(answer, "Next", { passcode: passcodeOn(answer) });
    expect(details.heading).toBe("Add your details");
  });

  test("the old passcode once there is a new one", async () => {
    const { browser, page } = await signUpPage();
    const old = await browser.submit(page, "Next", { email: "again@example.com" });
    const renewed = await browser.submit(old, "Send a new code");
    expect(passcodeOn(renewed)).not.toBe(passcodeOn(old));
    const answer = await browser.submit(renewed, "Next", { passcode: passcodeOn(old) });
    expect(answer.alerts).toHaveLength(1);
  });

  test("a weak password and an empty name, and keeps the name but never the password", async () => {
    const { browser, page } = await detailsPage("weak@example.com");
    const both = await browser.submit(page, "Create account", { password: "password", displayName: " " });
    expect(both.status).toBe(400);
    expect(both.alerts).toEqual([
      expect.stringContaining("8 to 256 characters"),
      expect.stringContaining("Enter the name"),
    ]);
    const one = await browser.submit(both, "Create account", { password: "short", displayName: "Wim" });
    expect(one.alerts).toHaveLength(1);
    expect(one.html).toContain('value="Wim"');
    expect(one.html).not.toContain("short");
  });

  test("another address at the last step than the one that was proven", async () => {
    const { browser, page } = await detailsPage("proven@example.com");
    const { password, displayName } = dora;
    const answer = await browser.submit(page, "Create account", {
      email: "other@example.com",
      password,
      displayName,
    });
    expect(answer.heading).toBe("Create account");
    const signInPage = await browser.follow(answer, "Sign in with a password");
    const unknown = await browser.submit(signInPage, "Next", { email: "other@example.com" });
    expect(unknown.alerts).toEqual(["There is no account with this email address."]);
  });

  test("the second of two people who prove one address at the same time", async () => {
    const [first, second] = [await detailsPage(dora.email), await detailsPage(dora.email)];
    const { password, displayName } = dora;
    await first.browser.submit(first.page, "Create account", { password, displayName });
    const answer = await second.browser.submit(second.page, "Create account", {
      password: "Other-Word-1",
      displayName,
    });
    expect(answer.heading).toBe("Create account");
    expect((await signIn(emulator, new MsalApp(emulator, firstApp), dora)).tokens.account?.name).toBe("Dora");
  });
});

test("A page of a later step, opened by its address, leads to the first", async () => {
  const { browser, page } = await signUpPage();
  const { action } = formWith(page, "Next");
  expect((await browser.open(`${action}/details`)).heading).toBe("Create account");
  expect((await browser.open(`${action}/passcode`)).heading).toBe("Create account");
});
