import { writeFileSync } from "node:fs";
import path from "node:path";
import { decodeJwt } from "jose";
import { onTestFinished } from "vitest";
import type { TenantConfiguration } from "../../../emulator/configuration/configurationSchema.js";
import type { Emulator } from "../../../emulator/startEmulator.js";
import { createMemoryLog } from "../app/memoryLog.js";
import { temporaryFolder } from "../process/temporaryFolder.js";
import { FormBrowser, type Page } from "../visitors/formBrowser.js";
import { passcodeOn, responseOf, typeCredentials } from "./emulatorApps.js";
import { tokenRequest } from "./emulatorTokens.js";
import { startEmulatorWithSpareKey } from "./startEmulatorWithSpareKey.js";

export const shopId = "c1a00001-0000-4000-8000-000000000001";
export const phoneId = "c1a00002-0000-4000-8000-000000000002";
export const ordersId = "c1a00004-0000-4000-8000-000000000004";
const shopSecret = "the-secret-of-the-shop";
const shopRedirect = "http://localhost:3000/auth/redirect";

/** A web app in the words of an `emulator.json`. */
export const shop = {
  clientId: shopId,
  displayName: "Shop",
  web: { redirectUris: [shopRedirect] },
  secrets: [shopSecret],
} satisfies NonNullable<TenantConfiguration["applications"]>[number];

export const fay = {
  email: "fay@fabrikam.example",
  password: "Windmill-Tea-31",
  displayName: "Fay Lindqvist",
};

/** Starts an emulator with this tenant, which ends with the test. */
export async function startTenant(configuration: TenantConfiguration): Promise<Emulator> {
  const emulator = await startEmulatorWithSpareKey({
    port: 0,
    configuration: { users: [fay], ...configuration },
    log: createMemoryLog(),
  });
  onTestFinished(() => emulator.close());
  return emulator;
}

/** Writes an `emulator.json` into a folder of its own, and returns its path. */
export function tenantFile(content: string): string {
  const file = path.join(temporaryFolder(), "emulator.json");
  writeFileSync(file, content);
  return file;
}

const parameters = {
  client_id: shopId,
  redirect_uri: shopRedirect,
  response_type: "code",
  scope: "openid profile offline_access",
};

/** Opens the authorization endpoint as the shop, with these changes to its request. */
export function authorize(
  emulator: Emulator,
  changes: Readonly<Record<string, string>> = {},
  browser = new FormBrowser(emulator.url),
): Promise<Page> {
  const query = new URLSearchParams({ ...parameters, ...changes });
  return browser.open(`${emulator.authority}/oauth2/v2.0/authorize?${query}`);
}

/** Signs a person in to the shop, by a password or, without one, by a passcode, and returns what the app is answered. */
export async function answerTo(
  emulator: Emulator,
  changes: Readonly<Record<string, string>> = {},
  { email, password }: { readonly email: string; readonly password?: string } = fay,
): Promise<Record<string, string>> {
  const browser = new FormBrowser(emulator.url);
  const page = await authorize(emulator, changes, browser);
  if (password !== undefined) {
    return responseOf(await typeCredentials(browser, page, email, password));
  }
  const codePage = await browser.submit(page, "Next", { email });
  return responseOf(await browser.submit(codePage, "Next", { passcode: passcodeOn(codePage) }));
}

/** What redeems the shop's codes. */
export const redemption = {
  client_id: shopId,
  client_secret: shopSecret,
  redirect_uri: shopRedirect,
  grant_type: "authorization_code",
};

/** Signs a person in to the shop, and returns the answer of the token endpoint with the claims of its tokens. */
export async function tokensFor(
  emulator: Emulator,
  changes: Readonly<Record<string, string>> = {},
  person: { readonly email: string; readonly password?: string } = fay,
) {
  const { code = "" } = await answerTo(emulator, changes, person);
  const { body } = await tokenRequest(emulator, { ...redemption, code });
  return {
    body,
    idToken: decodeJwt(body.id_token ?? ""),
    /** Empty where the token is Graph's alone to read. */
    accessToken: decodeJwt(body.access_token ?? ""),
    refreshToken: body.refresh_token ?? "",
  };
}
