import { randomUUID } from "node:crypto";
import type { Browser } from "playwright-core";
import { afterAll, describe, expect } from "vitest";
import { startEmulator } from "../../emulator/startEmulator.js";
import { createMemoryLog } from "../support/app/memoryLog.js";
import { listenOnFreePort, startApp } from "../support/app/startApp.js";
import { patience } from "../support/time/patience.js";
import { test } from "./fixtures.js";
import { ada, arriveAt, press, typeCredentials } from "./steps.js";

const registrations = await Promise.all(
  ["shop", "forum"].map(async (name) => {
    const listening = await listenOnFreePort(`${name}.localhost`);
    const { url } = listening;
    const client = {
      clientId: randomUUID(),
      clientSecret: `the-secret-of-the-${name}`,
      redirectUris: [`${url}/auth/redirect`],
      postLogoutRedirectUris: [`${url}/`],
      logoutUrl: `${url}/auth/frontchannel-logout`,
    };
    return { listening, client };
  }),
);
const emulator = await startEmulator({
  port: 0,
  clients: registrations.map(({ client }) => client),
  log: createMemoryLog(),
});
const apps = await Promise.all(
  registrations.map(({ listening, client: { clientId, clientSecret } }) =>
    startApp({ AUTHORITY: emulator.authority, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret }, listening),
  ),
);

afterAll(async () => {
  await Promise.all(apps.map((app) => app.close()));
  await emulator.close();
});

/** A browser of its own in which Ada is signed in to both apps, a page for each. */
async function signedInToBoth(browser: Browser) {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  context.setDefaultTimeout(patience);
  const [shop, forum] = [await context.newPage(), await context.newPage()];
  await shop.goto(`${apps[0]?.url}/auth/signin`);
  await typeCredentials(shop, ada);
  await arriveAt(shop, "Hello, Ada Winters");
  await forum.goto(`${apps[1]?.url}/auth/signin`);
  await arriveAt(forum, "Hello, Ada Winters");
  return { shop, forum, context };
}

describe("signing out of one app", () => {
  test("ends the sessions of all apps in that browser, and none in another browser", async ({ browser }) => {
    const laptop = await signedInToBoth(browser);
    const phone = await signedInToBoth(browser);
    await press(laptop.shop, "Sign out");
    await arriveAt(laptop.shop, "Welcome");
    expect(laptop.shop.url()).toBe(`${apps[0]?.url}/`);
    await laptop.forum.reload();
    await arriveAt(laptop.forum, "Welcome");
    await phone.forum.reload();
    await arriveAt(phone.forum, "Hello, Ada Winters");
    await press(phone.forum, "Sign out");
    await arriveAt(phone.forum, "Welcome");
    await phone.shop.reload();
    await arriveAt(phone.shop, "Welcome");
    await Promise.all([laptop, phone].map(({ context }) => context.close()));
  });
});
