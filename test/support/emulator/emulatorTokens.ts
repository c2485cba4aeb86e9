import * as z from "zod";
import type { Emulator } from "../../../emulator/startEmulator.js";
import { FormBrowser } from "../visitors/formBrowser.js";
import { ada, firstApp, MsalApp, responseOf, typeCredentials } from "./emulatorApps.js";

/** A scope of the orders API. */
export const ordersScope = "api://7c9d2e4f-5a6b-4c8d-9e0f-1a2b3c4d5e6f/Orders.Read";

/** Tokens or an error; the fields that tests work with have their types. */
const tokenResponse = z.looseObject({
  access_token: z.string().optional(),
  client_info: z.string().optional(),
  id_token: z.string().optional(),
  refresh_token: z.string().optional(),
});

/** What redeems a code that the first app got. */
export function redemptionOf({ verifier }: MsalApp, code: string) {
  return {
    grant_type: "authorization_code",
    client_id: firstApp.clientId,
    client_secret: firstApp.clientSecret,
    redirect_uri: firstApp.redirectUris[0] ?? "",
    code,
    code_verifier: verifier,
  };
}

/**
 * Signs Ada in to the first app with these changes to MSAL's request (an empty one leaves it out), and gives what redeems
 * the code.
 */
export async function codeFor(emulator: Emulator, changes: Readonly<Record<string, string>> = {}) {
  const app = new MsalApp(emulator, firstApp);
  const url = new URL(await app.authorizationUrl());
  for (const [name, value] of Object.entries(changes)) {
    if (value === "") {
      url.searchParams.delete(name);
    } else {
      url.searchParams.set(name, value);
    }
  }
  const browser = new FormBrowser(emulator.url);
  const page = await browser.open(url.href);
  const { code = "" } = responseOf(await typeCredentials(browser, page, ada.email, ada.password));
  return redemptionOf(app, code);
}

/** Sends a form to the token endpoint. */
export async function tokenRequest(
  { authority }: Emulator,
  parameters: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
) {
  const response = await fetch(`${authority}/oauth2/v2.0/token`, {
    method: "POST",
    headers,
    body: new URLSearchParams(parameters),
  });
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    body: tokenResponse.parse(await response.json()),
  };
}
