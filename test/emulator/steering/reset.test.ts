import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Emulator } from "../../../emulator/startEmulator.js";
import { createMemoryLog } from "../../support/app/memoryLog.js";
import { passcodeOn } from "../../support/emulator/emulatorApps.js";
import { tokenRequest } from "../../support/emulator/emulatorTokens.js";
import { startEmulatorWithSpareKey } from "../../support/emulator/startEmulatorWithSpareKey.js";
import { press, steer } from "../../support/emulator/steering.js";
import {
  answerTo,
  authorize,
  fay,
  redemption,
  shop,
  startTenant,
  tokensFor,
} from "../../support/emulator/tenantFile.js";
import { FormBrowser } from "../../support/visitors/formBrowser.js";

async function keysOf({ authority }: Emulator): Promise<JSONWebKeySet> {
  const response = await fetch(`${authority}/discovery/v2.0/keys`);
  const keys: JSONWebKeySet = JSON.parse(await response.text());
  return keys;
}

const newcomer = { email: "newcomer@example.com", displayName: "Newcomer", password: "Paper-Boat-12" };

describe("When the keys are rolled over", () => {
  test.each([
    ["API", (emulator: Emulator) => steer(emulator, "POST", "/keys/rollover")],
    ["page", (emulator: Emulator) => press(emulator, "/emulator/keys/rollover")],
  ])("by the %s, a new one signs, the old one is published, and sessions go on", async (_by, rollOver) => {
    const emulator = await startTenant({ applications: [{ ...shop, permissions: ["User.Read"] }] });
    const before = await tokensFor(emulator, { scope: "openid offline_access User.Read" });
    const old = await keysOf(emulator);
    await rollOver(emulator);
    const after = await keysOf(emulator);
    expect(after.keys).toHaveLength(2);
    await jwtVerify(before.body.id_token ?? "", createLocalJWKSet(after));
    const renewal = { ...redemption, grant_type: "refresh_token", refresh_token: before.refreshToken };
    const { body } = await tokenRequest(emulator, { ...renewal, scope: "openid User.Read" });
    for (const token of [body.id_token, body.access_token]) {
      await jwtVerify(token ?? "", createLocalJWKSet(after));
      await expect(jwtVerify(token ?? "", createLocalJWKSet(old))).rejects.toThrow("no applicable key");
    }
    // Graph still takes the old key's tokens.
    const headers = { Authorization: `Bearer ${before.body.access_token}` };
    expect((await fetch(`${emulator.url}/v1.0/me`, { headers })).status).toBe(200);
  });

  test("twice at once, both new ones and the old one are published", async () => {
    const emulator = await startTenant({ applications: [shop] });
    await Promise.all([1, 2].map(() => steer(emulator, "POST", "/keys/rollover")));
    const { keys } = await keysOf(emulator);
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(3);
  });

  test("many times, the latest four are published, and a reset has the first one alone", async () => {
    const emulator = await startTenant({ applications: [shop] });
    const first = await keysOf(emulator);
    for (let time = 0; time < 4; time += 1) {
      await steer(emulator, "POST", "/keys/rollover");
    }
    expect((await keysOf(emulator)).keys).toHaveLength(4);
    await steer(emulator, "POST", "/reset");
    expect(await keysOf(emulator)).toEqual(first);
  });
});

test("A reset has the tenant as it was at its start", async () => {
  const emulator = await startTenant({ applications: [shop] });
  const browser = new FormBrowser(emulator.url);
  await steer(emulator, "POST", "/people", newcomer);
  const { refreshToken } = await tokensFor(emulator, {}, newcomer);
  await steer(emulator, "POST", "/faults", { at: "token", kind: "slow", seconds: 1 });
  const signIn = await authorize(emulator, {}, browser);
  const passwordPage = await browser.submit(signIn, "Next", { email: fay.email });
  await browser.submit(passwordPage, "Sign in", { password: fay.password });
  expect((await steer(emulator, "POST", "/reset")).status).toBe(204);
  for (const list of ["flows", "passcodes", "faults"]) {
    expect((await steer(emulator, "GET", `/${list}`)).body).toEqual({ [list]: [] });
  }
  const renewal = { ...redemption, grant_type: "refresh_token", refresh_token: refreshToken };
  expect((await tokenRequest(emulator, renewal)).status).toBe(400);
  expect((await authorize(emulator, {}, browser)).heading).toBe("Sign in");
  expect((await steer(emulator, "GET", "/people")).body.people).toHaveLength(1);
  expect(await answerTo(emulator)).toHaveProperty("code");
});

describe("With a seed", () => {
  async function start(seed: string | undefined) {
    const configuration = { applications: [shop], users: [fay] };
    const options = {
      port: 0,
      configuration,
      log: createMemoryLog(),
      ...(seed === undefined ? {} : { seed }),
    };
    const emulator = await startEmulatorWithSpareKey(options);
    onTestFinished(() => emulator.close());
    return emulator;
  }

  /** The passcodes that are sent to a newcomer who asks twice, and the object id that the newcomer then has. */
  async function signUp(emulator: Emulator) {
    const browser = new FormBrowser(emulator.url);
    const signIn = await authorize(emulator, {}, browser);
    const emailPage = await browser.follow(signIn, "No account? Create one");
    const firstPage = await browser.submit(emailPage, "Next", { email: newcomer.email });
    const secondPage = await browser.submit(firstPage, "Send a new code");
    const passcodes = [passcodeOn(firstPage), passcodeOn(secondPage)];
    const details = await browser.submit(secondPage, "Next", { passcode: passcodes[1] ?? "" });
    await browser.submit(details, "Create account", newcomer);
    const { idToken } = await tokensFor(emulator, {}, newcomer);
    return { passcodes, oid: idToken.oid, sub: idToken.sub };
  }

  test("ids, subjects and passcodes are the same at every start and after a reset", async () => {
    const emulator = await start("seven");
    const first = await signUp(emulator);
    expect(first.passcodes[0]).not.toBe(first.passcodes[1]);
    await steer(emulator, "POST", "/reset");
    expect(await signUp(emulator)).toEqual(first);
    expect(await signUp(await start("seven"))).toEqual(first);
  });

  test("of another word, and without one, they are others", async () => {
    const all = await Promise.all([start("seven"), start("eight"), start(undefined), start(undefined)]);
    const signedUp = await Promise.all(all.map(signUp));
    expect(new Set(signedUp.map(({ oid }) => oid)).size).toBe(4);
    expect(new Set(signedUp.map(({ passcodes: [code] }) => code)).size).toBe(4);
  });
});
