import { PublicClientApplication } from "@azure/msal-node";
import * as z from "zod";
import { commandLineTools } from "../../../emulator/deviceCode/commandLineTools.js";
import type { Emulator } from "../../../emulator/startEmulator.js";
import { FormBrowser, type Page } from "../visitors/formBrowser.js";
import { msalAuthority, typeCredentials } from "./emulatorApps.js";

/** Somebody who can sign in. */
interface User {
  readonly email: string;
  readonly password: string;
}

/** Types the code and goes on as far as the page that asks who signs in. */
export async function typeDeviceCode(browser: FormBrowser, userCode: string): Promise<Page> {
  const codePage = await browser.open("/devicelogin");
  const confirmation = await browser.submit(codePage, "Next", { user_code: userCode });
  return browser.submit(confirmation, "Continue");
}

/** Does in a browser of its own what an app with this code waits for, and returns the last page. */
export async function approveDeviceCode({ url }: Emulator, userCode: string, user: User): Promise<Page> {
  const browser = new FormBrowser(url);
  return typeCredentials(browser, await typeDeviceCode(browser, userCode), user.email, user.password);
}

const requestSchema = z.looseObject({
  device_code: z.string().optional(),
  user_code: z.string().optional(),
  error_codes: z.array(z.int()).optional(),
});

/** Asks for a code as a device does, by plain HTTP. */
export async function askForCode({ authority }: Emulator, changes: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${authority}/oauth2/v2.0/devicecode`, {
    method: "POST",
    body: new URLSearchParams({ client_id: commandLineTools.client_id, scope: "openid profile", ...changes }),
  });
  const body = requestSchema.parse(await response.json());
  return {
    status: response.status,
    body,
    deviceCode: body.device_code ?? "",
    userCode: body.user_code ?? "",
  };
}

const tokenSchema = z.looseObject({
  error: z.string().optional(),
  error_codes: z.array(z.int()).optional(),
  access_token: z.string().optional(),
  id_token: z.string().optional(),
  scope: z.string().optional(),
});

/** Asks once whether somebody has signed in with the code. */
export async function poll(
  { authority }: Emulator,
  deviceCode: string,
  changes: Record<string, string> = {},
) {
  const response = await fetch(`${authority}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({
      client_id: commandLineTools.client_id,
      grant_type: "urn:ietf:params:oauth:grant-type:device_code",
      device_code: deviceCode,
      ...changes,
    }),
  });
  return { status: response.status, body: tokenSchema.parse(await response.json()) };
}

/** An app without a secret, as a developer would write it. */
export async function msalCommandLine(emulator: Emulator): Promise<PublicClientApplication> {
  const auth = { clientId: commandLineTools.client_id, ...(await msalAuthority(emulator)) };
  return new PublicClientApplication({ auth });
}
