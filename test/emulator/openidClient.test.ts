import * as client from "openid-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ada, firstApp, startTestEmulator, typeCredentials } from "../support/emulator/emulatorApps.js";
import { getAtLoopback } from "../support/network/getAtLoopback.js";
import { FormBrowser } from "../support/visitors/formBrowser.js";

let emulator: Awaited<ReturnType<typeof startTestEmulator>>;
beforeAll(async () => {
  emulator = await startTestEmulator();
});
afterAll(() => emulator.close());

const [redirectUri = ""] = firstApp.redirectUris;
const [home = ""] = firstApp.postLogoutRedirectUris;

/** Not every resolver knows that `*.localhost` is this machine. */
const fetchOfTests: client.CustomFetch = async (url, { method, headers, body }) => {
  if (new URL(url).hostname.endsWith(".localhost")) {
    const response = await getAtLoopback(url);
    return new Response(response.body, {
      status: response.status,
      headers: { "content-type": response.headers["content-type"] ?? "" },
    });
  }
  return fetch(url, { method, headers, ...(body ? { body } : {}) });
};

/** What a developer writes who has the issuer, the client and its secret, and nothing else. */
function discover(authentication: client.ClientAuth) {
  return client.discovery(new URL(emulator.issuer), firstApp.clientId, undefined, authentication, {
    execute: [client.allowInsecureRequests],
    [client.customFetch]: fetchOfTests,
  });
}

async function signedInWith(authentication: client.ClientAuth, parameters: Readonly<Record<string, string>>) {
  const config = await discover(authentication);
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()];
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
    state: expectedState,
    nonce: expectedNonce,
    ...parameters,
  });
  const browser = new FormBrowser(emulator.url);
  const page = await browser.open(url.href);
  const { url: answer } = await typeCredentials(browser, page, ada.email, ada.password);
  const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
  const tokens = await client.authorizationCodeGrant(config, answer, checks);
  return { config, browser, tokens };
}

describe.each([
  ["its secret in the form", client.ClientSecretPost(firstApp.clientSecret)],
  ["its secret in the header", client.ClientSecretBasic(firstApp.clientSecret)],
])("openid-client, which knows nothing of Entra, with %s", (_how, authentication) => {
  test("signs a person in, asks who it is, renews its tokens, and signs the person out", async () => {
    const scope = "openid profile email offline_access";
    const { config, browser, tokens } = await signedInWith(authentication, { scope });
    const claims = tokens.claims();
    expect(claims?.name).toBe("Ada Winters");
    const sub = claims?.sub ?? "";
    expect(await client.fetchUserInfo(config, tokens.access_token, sub)).toMatchObject({ email: ada.email });
    const renewed = await client.refreshTokenGrant(config, tokens.refresh_token ?? "");
    expect(renewed.claims()?.sub).toBe(sub);
    const url = client.buildEndSessionUrl(config, {
      post_logout_redirect_uri: home,
      logout_hint: String(claims?.login_hint),
      id_token_hint: tokens.id_token ?? "",
    });
    expect((await browser.open(url.href)).url.href).toBe(home);
  });
});

test("openid-client gets tokens for an API that it did not sign in for", async () => {
  const { config, tokens } = await signedInWith(client.ClientSecretPost(firstApp.clientSecret), {
    scope: "openid offline_access",
  });
  const { scope } = await client.refreshTokenGrant(config, tokens.refresh_token ?? "", {
    scope: "api://orders/Orders.Read",
  });
  expect(scope).toContain("api://orders/Orders.Read");
});

test("openid-client is told that the person cancelled, with Entra's number", async () => {
  const config = await discover(client.ClientSecretPost(firstApp.clientSecret));
  const url = client.buildAuthorizationUrl(config, { redirect_uri: redirectUri, scope: "openid" });
  const browser = new FormBrowser(emulator.url);
  const { url: answer } = await browser.submit(await browser.open(url.href), "Cancel");
  await expect(client.authorizationCodeGrant(config, answer)).rejects.toMatchObject({
    error: "access_denied",
    error_description: expect.stringMatching(/^AADSTS65004: /),
  });
});
