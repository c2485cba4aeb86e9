import { createHash } from "node:crypto";
import type { Page } from "playwright-core";
import { describe, expect } from "vitest";
import * as z from "zod";
import type { Emulator } from "../../emulator/startEmulator.js";
import { page as application, orders, readOrders } from "../support/emulator/tenantApplications.js";
import { fay, shop, startTenant } from "../support/emulator/tenantFile.js";
import { test } from "./fixtures.js";
import { typeCredentials } from "./steps.js";

const verifier = "a-verifier-that-is-at-least-43-characters-long-as-it-must";

const answerSchema = z.object({
  status: z.number(),
  body: z.looseObject({ access_token: z.string().optional(), refresh_token: z.string().default("") }),
});

function startWith(site: string) {
  return startTenant({
    applications: [
      { ...application, spa: { redirectUris: [site] }, permissions: [readOrders, "User.Read"] },
      { ...shop, web: { redirectUris: [site] }, permissions: ["User.Read"] },
      orders,
    ],
  });
}

/** Signs Fay in to the application of the page, and returns what its address has afterwards. */
async function codeFor(page: Page, { authority }: Emulator, clientId: string, site: string): Promise<string> {
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: site,
    response_type: "code",
    response_mode: "fragment",
    scope: "openid profile offline_access User.Read",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  await page.goto(`${authority}/oauth2/v2.0/authorize?${query}`);
  await typeCredentials(page, fay);
  await page.waitForURL(`${site}#**`);
  return new URLSearchParams(new URL(page.url()).hash.slice(1)).get("code") ?? "";
}

/** Does in the page what its script would, and returns what it can read. */
async function fetchIn(page: Page, url: string, form?: Readonly<Record<string, string>>, token?: string) {
  const answer = await page.evaluate(
    async ([address, fields, accessToken]) => {
      const response = await fetch(address, {
        ...(fields ? { method: "POST", body: new URLSearchParams(fields) } : {}),
        headers: {
          // What has a header of its own is asked for ahead.
          "client-request-id": "0b9c3b0e-7d0e-4c3f-9a51-0d7b7c1d2e3f",
          ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
        },
      });
      return { status: response.status, body: await response.json() };
    },
    [url, form, token] as const,
  );
  return answerSchema.parse(answer);
}

describe("A single-page application in a browser", () => {
  test("redeems, renews, and reads profile and keys from its page", async ({ page, otherSite }) => {
    const site = otherSite.url;
    const emulator = await startWith(site);
    const tokenUrl = `${emulator.authority}/oauth2/v2.0/token`;
    const code = await codeFor(page, emulator, application.clientId, site);
    const client = { client_id: application.clientId, redirect_uri: site };
    const first = await fetchIn(page, tokenUrl, {
      ...client,
      grant_type: "authorization_code",
      code,
      code_verifier: verifier,
    });
    expect(first).toMatchObject({ status: 200, body: { id_token: expect.any(String) } });
    const renewed = await fetchIn(page, tokenUrl, {
      ...client,
      grant_type: "refresh_token",
      refresh_token: first.body.refresh_token,
      scope: readOrders,
    });
    expect(renewed).toMatchObject({ status: 200, body: { scope: expect.stringContaining(readOrders) } });
    const me = await fetchIn(page, `${emulator.url}/v1.0/me`, undefined, first.body.access_token);
    expect(me).toMatchObject({ status: 200, body: { displayName: fay.displayName } });
    for (const place of ["v2.0/.well-known/openid-configuration", "discovery/v2.0/keys"]) {
      expect(
        await page.evaluate(
          (url) => fetch(url).then(({ status }) => status),
          `${emulator.authority}/${place}`,
        ),
      ).toBe(200);
    }
  });

  test("reads why it is refused what is registered for a web app", async ({ page, otherSite }) => {
    const site = otherSite.url;
    const emulator = await startWith(site);
    const code = await codeFor(page, emulator, shop.clientId, site);
    const answer = await fetchIn(page, `${emulator.authority}/oauth2/v2.0/token`, {
      client_id: shop.clientId,
      redirect_uri: site,
      grant_type: "authorization_code",
      code,
      code_verifier: verifier,
    });
    expect(answer).toMatchObject({ status: 400, body: { error_codes: [9002326] } });
  });
});
