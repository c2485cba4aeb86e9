import { afterAll, beforeAll, expect, test } from "vitest";
import { ada, firstApp, MsalApp, signIn, startTestEmulator } from "../support/emulator/emulatorApps.js";

const logoutUrl = "http://localhost:3000/auth/frontchannel-logout";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  emulator = await startTestEmulator([{ ...firstApp, logoutUrl }]);
});
afterAll(() => emulator.close());

test("An app is told of a sign-out by the sid of its ID token, and by no iss, as by Entra", async () => {
  const { browser, tokens } = await signIn(emulator, new MsalApp(emulator, firstApp), ada);
  const { sid, login_hint: hint } = tokens.idTokenClaims as Readonly<Record<string, unknown>>;
  const page = await browser.open(`${emulator.authority}/oauth2/v2.0/logout?logout_hint=${hint}`);
  expect(page.heading).toBe("Signing out");
  const frames = [...page.html.matchAll(/<iframe src="([^"]*)"/g)].map(([, src]) => src);
  expect(frames).toEqual([`${logoutUrl}?sid&#x3D;${sid}`]);
});
