import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect } from "vitest";
import { firstApp, startTestEmulator } from "../support/emulator/emulatorApps.js";
import { createTest } from "./fixtures.js";
import { ada, typeCredentials } from "./steps.js";

const test = createTest({ contextOptions: { ignoreHTTPSErrors: true } });

const folder = mkdtempSync(path.join(tmpdir(), "session-cookie-"));
afterAll(() => rmSync(folder, { recursive: true }));

test.for([
  ["over https goes with the hidden frames of pages, as Entra's", { https: { folder } }, "None", true],
  ["over http, where browsers take no such one, stays with its own site", {}, "Lax", false],
] as const)(
  "The cookie of a session %s",
  async ([, options, sameSite, secure], { page, context, otherSite }) => {
    const emulator = await startTestEmulator([{ ...firstApp, redirectUris: [otherSite.url] }], options);
    const query = new URLSearchParams({
      client_id: firstApp.clientId,
      redirect_uri: otherSite.url,
      response_type: "code",
      scope: "openid",
    });
    await page.goto(`${emulator.authority}/oauth2/v2.0/authorize?${query}`);
    await typeCredentials(page, ada);
    await page.waitForURL(`${otherSite.url}**`);
    const cookies = await context.cookies(emulator.url);
    await emulator.close();
    expect(cookies.find(({ name }) => name.endsWith(".session"))).toMatchObject({
      sameSite,
      secure,
      httpOnly: true,
    });
  },
);
