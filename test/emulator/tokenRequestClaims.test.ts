import { ConfidentialClientApplication, InteractionRequiredAuthError } from "@azure/msal-node";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  ada,
  firstApp,
  msalAuthority,
  responseOf,
  startTestEmulator,
} from "../support/emulator/emulatorApps.js";
import { codeFor, ordersScope, tokenRequest } from "../support/emulator/emulatorTokens.js";
import { claimsFor, proveAll } from "../support/emulator/secondFactor.js";
import { FormBrowser } from "../support/visitors/formBrowser.js";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());

describe("A refresh that calls a context essential", () => {
  const request = { scopes: [ordersScope], redirectUri: firstApp.redirectUris[0] ?? "" };

  /** An app as a developer would write it, with the account of somebody who has signed in to it. */
  async function signedInApp(claims: string) {
    const { clientId, clientSecret } = firstApp;
    const auth = { clientId, clientSecret, ...(await msalAuthority(emulator)) };
    const msal = new ConfidentialClientApplication({ auth });
    const browser = new FormBrowser(emulator.url);
    const url = await msal.getAuthCodeUrl({ ...request, claims, responseMode: "form_post" });
    const { code = "" } = responseOf(await proveAll(browser, await browser.open(url), ada));
    const { account } = await msal.acquireTokenByCode({ ...request, code });
    if (!account) {
      throw new Error("MSAL kept no account");
    }
    return { msal, account };
  }

  test("gets it in its token if the sign-in had a second factor", async () => {
    const { msal, account } = await signedInApp(claimsFor("c1"));
    const { accessToken } = await msal.acquireTokenSilent({ ...request, account, claims: claimsFor("c2") });
    expect(decodeJwt(accessToken).acrs).toEqual(["c1", "c2"]);
  });

  test("else is interaction_required, AADSTS50076, with the claims to ask the person for", async () => {
    const { msal, account } = await signedInApp("{}");
    const refused = await msal
      .acquireTokenSilent({ ...request, account, claims: claimsFor("c1") })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InteractionRequiredAuthError);
    expect(refused).toMatchObject({
      errorCode: "interaction_required",
      errorNo: 50076,
      claims: expect.stringContaining('"acrs":{"essential":true,"value":"c1"}'),
    });
    const { accessToken } = await msal.acquireTokenSilent({ ...request, account, forceRefresh: true });
    expect(decodeJwt(accessToken)).not.toHaveProperty("acrs");
  });
});

test("Malformed claims of a token request are a malformed request", async () => {
  const { status, body } = await tokenRequest(emulator, { ...(await codeFor(emulator)), claims: "not JSON" });
  expect({ status, body }).toMatchObject({
    status: 400,
    body: { error: "invalid_request", error_codes: [9002313] },
  });
});
