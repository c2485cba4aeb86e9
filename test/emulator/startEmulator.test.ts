import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { expect, test } from "vitest";
import { startEmulator } from "../../emulator/startEmulator.js";
import { ada, ben, firstApp, MsalApp, signIn, startTestEmulator } from "../support/emulator/emulatorApps.js";
import { CookieJar } from "../support/visitors/cookieJar.js";
import { FormBrowser } from "../support/visitors/formBrowser.js";

const silent = { info() {}, warn() {}, error() {} };

test("It tells its addresses and who can sign in", async () => {
  const emulator = await startTestEmulator();
  await emulator.close();
  expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(emulator.authority).toBe(`${emulator.url}/contoso.onmicrosoft.com`);
  expect(emulator.users).toEqual([
    { ...ada, displayName: "Ada Winters" },
    { ...ben, displayName: "Ben Okafor" },
  ]);
});

test("A port that is taken rejects with Node's own error", async () => {
  const first = await startTestEmulator();
  const port = Number(new URL(first.url).port);
  await expect(startEmulator({ port, clients: [], log: silent })).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
  await first.close();
});

test("Faulty settings reject, and the port is free again", async () => {
  const client = {
    clientId: "x",
    clientSecret: "y",
    redirectUris: ["not a uri"],
    postLogoutRedirectUris: [],
  };
  const emulator = await startTestEmulator();
  const port = Number(new URL(emulator.url).port);
  await emulator.close();
  await expect(startEmulator({ port, clients: [client], log: silent })).rejects.toThrow();
  await (await startEmulator({ port, clients: [], log: silent })).close();
});

test("Closing ends idle keep-alive connections, and closing twice does no harm", async () => {
  const emulator = await startEmulator({ port: 0, clients: [], log: silent });
  const agent = new Agent({ keepAlive: true });
  const [response]: IncomingMessage[] = await once(request(emulator.url, { agent }).end(), "response");
  response?.resume();
  const { port, hostname } = new URL(emulator.url);
  const idle = connect(Number(port), hostname);
  await once(idle, "connect");
  const ended = once(idle.resume(), "close");
  await emulator.close();
  await emulator.close();
  await ended;
  agent.destroy();
});

test("Two emulators share nothing", async () => {
  const options = { port: 0, clients: [], log: silent };
  const [first, second] = await Promise.all([startEmulator(options), startEmulator(options)]);
  const keys = await Promise.all(
    [first, second].map(async ({ authority }) => (await fetch(`${authority}/discovery/v2.0/keys`)).text()),
  );
  expect(keys[0]).not.toBe(keys[1]);
  await Promise.all([first.close(), second.close()]);
});

test("Two emulators of one machine leave each other's cookies alone, which know no ports", async () => {
  const emulators = [await startTestEmulator(), await startTestEmulator()];
  const jar = new CookieJar();
  for (const emulator of emulators) {
    const browser = new FormBrowser(emulator.url, jar);
    await signIn(emulator, new MsalApp(emulator, firstApp), ada, browser);
  }
  for (const emulator of emulators) {
    const browser = new FormBrowser(emulator.url, jar);
    const page = await browser.open(await new MsalApp(emulator, firstApp).authorizationUrl());
    expect(page.heading).toBe("Returning to the app");
    await emulator.close();
  }
});
