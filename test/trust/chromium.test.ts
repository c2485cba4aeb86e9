import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from "vitest";
import { keepAuthority } from "../../emulator/https/keptAuthority.js";
import type { Emulator } from "../../emulator/startEmulator.js";
import { tenantId } from "../../emulator/tenant.js";
import { ada, arriveAt, follow, typeCredentials } from "../browser/steps.js";
import { makeHomeThatTrusts } from "../support/browser/trustStore.js";
import { firstApp, startTestEmulator } from "../support/emulator/emulatorApps.js";
import { freePort, startServer } from "../support/process/startServer.js";
import { patience } from "../support/time/patience.js";

const folder = mkdtempSync(path.join(tmpdir(), "trust-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A Chromium of somebody who trusts these roots, with the names of Entra mapped to the emulator. */
async function launch(emulator: Emulator, roots: readonly string[]): Promise<Browser> {
  const home = mkdtempSync(path.join(folder, "home-"));
  makeHomeThatTrusts(home, roots);
  const { port } = new URL(emulator.url);
  const browser = await chromium.launch({
    timeout: patience,
    executablePath: inject("chromiumPath"),
    env: { ...process.env, HOME: home },
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      `--host-resolver-rules=MAP *.ciamlogin.com:443 127.0.0.1:${port}`,
    ],
  });
  onTestFinished(() => browser.close());
  return browser;
}

const faults = { authority: /ERR_CERT_AUTHORITY_INVALID/, name: /ERR_CERT_(COMMON_NAME|AUTHORITY)_INVALID/ };

describe("A browser that trusts the emulator's root", () => {
  const authorities = path.join(folder, "authorities");
  const port = freePort();
  let emulator: Emulator;
  beforeAll(async () => {
    const app = `http://localhost:${await port}`;
    const client = {
      ...firstApp,
      redirectUris: [`${app}/auth/redirect`],
      postLogoutRedirectUris: [`${app}/`],
    };
    emulator = await startTestEmulator([client], { https: { folder: authorities, ciamlogin: true } });
  });
  afterAll(() => emulator.close());

  test("signs a person in to the app, which has the settings of a tenant and a root to trust", async () => {
    const browser = await launch(emulator, [emulator.root?.file ?? ""]);
    const server = startServer({
      environment: {
        AUTHORITY: emulator.authority,
        CLIENT_ID: firstApp.clientId,
        CLIENT_SECRET: firstApp.clientSecret,
        PORT: String(await port),
        NODE_EXTRA_CA_CERTS: emulator.root?.file ?? "",
      },
    });
    onTestFinished(() => server.stop("SIGKILL"));
    await server.printed("http://localhost:");
    const page = await browser.newPage();
    await page.goto(`http://localhost:${await port}/`);
    await follow(page, "Sign in");
    expect(new URL(page.url()).origin).toBe(emulator.url);
    await typeCredentials(page, ada);
    await arriveAt(page, `Hello, ${ada.displayName}`);
    // The app's are among those of localhost: cookies know no ports.
    const all = await page.context().cookies(emulator.url);
    const cookies = all.filter(({ name }) => name.startsWith("emulator-"));
    expect(cookies).not.toEqual([]);
    expect(cookies.filter(({ secure }) => !secure)).toEqual([]);
  });

  test("finds it at each of its names", async () => {
    const browser = await launch(emulator, [emulator.root?.file ?? ""]);
    const page = await browser.newPage();
    const { port } = new URL(emulator.url);
    for (const origin of [
      emulator.url,
      `https://127.0.0.1:${port}`,
      `https://${tenantId}.localhost:${port}`,
      "https://contoso.ciamlogin.com",
      `https://${tenantId}.ciamlogin.com`,
    ]) {
      expect((await page.goto(`${origin}/`))?.status()).toBe(200);
    }
    await expect(page.goto("https://fabrikam.ciamlogin.com/")).rejects.toThrow(faults.name);
  });

  test("trusts nothing of Entra by the root for this machine", async () => {
    const { rootFile } = await keepAuthority(authorities, ["localhost"]);
    const browser = await launch(emulator, [rootFile]);
    const page = await browser.newPage();
    await expect(page.goto("https://contoso.ciamlogin.com/")).rejects.toThrow(faults.authority);
  });
});
