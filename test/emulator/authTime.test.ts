import { decodeJwt } from "jose";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import {
  ada,
  firstApp,
  MsalApp,
  responseOf,
  secondApp,
  signIn,
  startTestEmulator,
} from "../support/emulator/emulatorApps.js";
import { codeFor, tokenRequest } from "../support/emulator/emulatorTokens.js";
import { claimsFor, proveAll } from "../support/emulator/secondFactor.js";

const minutes = 60;

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());
afterEach(() => {
  vi.useRealTimers();
});

/** Sets the clock on, and signs in once more in the browser of an earlier sign-in. */
async function laterSignIn(seconds: number, options: { prompt?: string; claims?: string }, app = firstApp) {
  const { browser, tokens } = await signIn(emulator, new MsalApp(emulator, firstApp), ada);
  const first = Number(decodeJwt(tokens.idToken).auth_time);
  vi.useFakeTimers({ toFake: ["Date"], now: (first + seconds) * 1000 });
  const later = new MsalApp(emulator, app);
  const page = await proveAll(browser, await browser.open(await later.authorizationUrl(options)), ada);
  const { idToken } = await later.redeem(responseOf(page).code ?? "");
  return Number(decodeJwt(idToken).auth_time) - first;
}

test("auth_time is when the password was proved: single sign-on keeps it, in the same app and in another", async () => {
  expect(await laterSignIn(10 * minutes, {})).toBe(0);
  vi.useRealTimers();
  expect(await laterSignIn(10 * minutes, {}, secondApp)).toBe(0);
});

test("prompt=login renews auth_time", async () => {
  expect(await laterSignIn(10 * minutes, { prompt: "login" })).toBe(10 * minutes);
});

test("A second factor leaves auth_time as it was, and with prompt=login it is renewed once", async () => {
  expect(await laterSignIn(10 * minutes, { claims: claimsFor("c1") })).toBe(0);
  vi.useRealTimers();
  expect(await laterSignIn(10 * minutes, { claims: claimsFor("c1"), prompt: "login" })).toBe(10 * minutes);
});

test("A refresh keeps auth_time", async () => {
  const { body } = await tokenRequest(
    emulator,
    await codeFor(emulator, { scope: "openid profile offline_access" }),
  );
  const first = Number(decodeJwt(body.id_token ?? "").auth_time);
  vi.useFakeTimers({ toFake: ["Date"], now: (first + 30 * minutes) * 1000 });
  const renewed = await tokenRequest(emulator, {
    grant_type: "refresh_token",
    client_id: firstApp.clientId,
    client_secret: firstApp.clientSecret,
    refresh_token: body.refresh_token ?? "",
  });
  const { auth_time: authTime, amr, iat } = decodeJwt(renewed.body.id_token ?? "");
  expect({ authTime, amr, iat }).toEqual({ authTime: first, amr: ["pwd"], iat: first + 30 * minutes });
});

test("A tenant that does not configure auth_time leaves it out, whatever is asked", async () => {
  const other = await startTestEmulator([firstApp], { tokens: { withoutAuthTime: true } });
  for (const prompt of [undefined, "login"]) {
    const { tokens } = await signIn(
      other,
      new MsalApp(other, firstApp),
      ada,
      undefined,
      prompt === undefined ? {} : { prompt },
    );
    expect(decodeJwt(tokens.idToken)).not.toHaveProperty("auth_time");
  }
  await other.close();
});
