import { afterEach, beforeEach, expect, test } from "vitest";
import {
  ada,
  ben,
  firstApp,
  MsalApp,
  passcodeOn,
  responseOf,
  signIn,
  startTestEmulator,
  typeCredentials,
} from "../support/emulator/emulatorApps.js";
import { FormBrowser } from "../support/visitors/formBrowser.js";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeEach(async () => {
  emulator = await startTestEmulator();
});
afterEach(() => emulator.close());

async function resetPage() {
  const app = new MsalApp(emulator, firstApp);
  const browser = new FormBrowser(emulator.url);
  const page = await browser.open(await app.authorizationUrl());
  const passwordPage = await browser.submit(page, "Next", { email: ada.email });
  return { app, browser, page: await browser.follow(passwordPage, "Forgot password?") };
}

async function newPasswordPage() {
  const { app, browser, page } = await resetPage();
  const passcodePage = await browser.submit(page, "Next", { email: ada.email });
  const passcode = passcodeOn(passcodePage);
  return { app, browser, page: await browser.submit(passcodePage, "Next", { passcode }) };
}

test("Whoever forgot the password chooses a new one with a passcode, and is signed in", async () => {
  const { app, browser, page } = await newPasswordPage();
  const last = await browser.submit(page, "Save and sign in", { password: "Brand-New-Word-1" });
  const { account } = await app.redeem(responseOf(last).code ?? "");
  expect(account?.username).toBe(ada.email);

  const later = new MsalApp(emulator, firstApp);
  const { tokens } = await signIn(emulator, later, { ...ada, password: "Brand-New-Word-1" });
  expect(tokens.account?.homeAccountId).toBe(account?.homeAccountId);
});

test("Whoever clicks twice is signed in too", async () => {
  const { app, browser, page } = await newPasswordPage();
  await browser.press(page, "Save and sign in", { password: "Brand-New-Word-1" });
  const last = await browser.submit(page, "Save and sign in", { password: "Brand-New-Word-1" });
  expect((await app.redeem(responseOf(last).code ?? "")).account?.username).toBe(ada.email);
});

test("The old password opens nothing afterwards", async () => {
  const { browser, page } = await newPasswordPage();
  await browser.submit(page, "Save and sign in", { password: "Brand-New-Word-1" });
  const other = new FormBrowser(emulator.url);
  const signInPage = await other.open(await new MsalApp(emulator, firstApp).authorizationUrl());
  expect((await typeCredentials(other, signInPage, ada.email, ada.password)).alerts).toHaveLength(1);
});

test("An address without an account is told so", async () => {
  const { browser, page } = await resetPage();
  const answer = await browser.submit(page, "Next", { email: "nobody@contoso.example" });
  expect(answer.alerts).toEqual(["There is no account with this email address."]);
});

test("A weak password is refused and the old one stays", async () => {
  const { browser, page } = await newPasswordPage();
  const answer = await browser.submit(page, "Save and sign in", { password: "weak" });
  expect(answer.alerts).toEqual([expect.stringContaining("8 to 256 characters")]);
  expect((await signIn(emulator, new MsalApp(emulator, firstApp), ada)).tokens.account).not.toBeNull();
});

test("A proven address sets the password of no other account", async () => {
  const { browser, page } = await newPasswordPage();
  const answer = await browser.submit(page, "Save and sign in", {
    email: ben.email,
    password: "Brand-New-Word-1",
  });
  expect(answer.heading).toBe("Get back into your account");
  expect((await signIn(emulator, new MsalApp(emulator, firstApp), ben)).tokens.account).not.toBeNull();
});
