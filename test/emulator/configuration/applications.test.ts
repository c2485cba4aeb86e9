import { PublicClientApplication } from "@azure/msal-node";
import { decodeJwt } from "jose";
import * as client from "openid-client";
import { describe, expect, test } from "vitest";
import type { Emulator } from "../../../emulator/startEmulator.js";
import { approveDeviceCode } from "../../support/emulator/deviceCode.js";
import { msalAuthority, typeCredentials } from "../../support/emulator/emulatorApps.js";
import { tokenRequest } from "../../support/emulator/emulatorTokens.js";
import {
  answerTo,
  authorize,
  fay as person,
  phoneId,
  redemption,
  shop,
  startTenant,
} from "../../support/emulator/tenantFile.js";
import { FormBrowser, formWith } from "../../support/visitors/formBrowser.js";

const phone = {
  clientId: phoneId,
  displayName: "Phone",
  publicClient: { redirectUris: ["http://localhost", "http://127.0.0.1/back", "fabrikam://signed-in"] },
};
const page = {
  clientId: "c1a00003-0000-4000-8000-000000000003",
  displayName: "Back office",
  spa: { redirectUris: ["http://localhost:5173/"] },
};

const verifier = "a-verifier-that-is-at-least-43-characters-long-as-it-must";
const ofPhone = { client_id: phoneId, code_challenge: verifier, code_challenge_method: "plain" };
const ofPage = { ...ofPhone, client_id: page.clientId, redirect_uri: "http://localhost:5173/" };

/** Redeems a code without any proof of the application. */
function redeem(emulator: Emulator, parameters: Readonly<Record<string, string>>, headers = {}) {
  const body = { grant_type: "authorization_code", code_verifier: verifier, ...parameters };
  return tokenRequest(emulator, body, headers);
}

describe("A tenant of a file", () => {
  test("has the names that the file says", async () => {
    const id = "2f0c1a6e-4d57-4b8e-9a31-7c5d8e9f0a1b";
    const emulator = await startTenant({
      tenant: { id, subdomain: "fabrikam", displayName: "Fabrikam" },
      applications: [shop],
    });
    expect(emulator.authority).toBe(`${emulator.url}/fabrikam.onmicrosoft.com`);
    const discovery = await fetch(`${emulator.authority}/v2.0/.well-known/openid-configuration`);
    expect(await discovery.json()).toMatchObject({
      issuer: emulator.issuer,
      token_endpoint: `${emulator.url}/${id}/oauth2/v2.0/token`,
    });
    expect(emulator.issuer).toContain(`http://${id}.localhost:`);
    expect((await authorize(emulator)).html).toContain("<strong>Fabrikam</strong>");
    const { code = "", client_info } = await answerTo(emulator, { client_info: "1" });
    expect(JSON.parse(Buffer.from(client_info ?? "", "base64url").toString())).toMatchObject({ utid: id });
    const { body } = await tokenRequest(emulator, { ...redemption, code });
    expect(body.id_token).toBeDefined();
    const elsewhere = await fetch(
      `${emulator.url}/contoso.onmicrosoft.com/v2.0/.well-known/openid-configuration`,
    );
    expect(elsewhere.status).toBe(400);
  });
});

describe("A web app", () => {
  test("proves itself by each of its secrets, and by no other", async () => {
    const emulator = await startTenant({ applications: [{ ...shop, secrets: ["one", "two"] }] });
    for (const [client_secret, status] of [
      ["one", 200],
      ["two", 200],
      ["three", 401],
    ] as const) {
      const { code = "" } = await answerTo(emulator);
      expect(await tokenRequest(emulator, { ...redemption, code, client_secret })).toMatchObject({ status });
    }
  });

  test("gets no token without a proof", async () => {
    const emulator = await startTenant({ applications: [{ ...shop, publicClient: phone.publicClient }] });
    const { code = "" } = await answerTo(emulator);
    const { client_secret: _left, ...without } = redemption;
    expect(await tokenRequest(emulator, { ...without, code })).toMatchObject({
      status: 401,
      body: { error_codes: [7000218] },
    });
  });

  test("comes back to every port of localhost, where nothing else differs", async () => {
    const emulator = await startTenant({ applications: [shop] });
    const redirect_uri = "http://localhost:3001/auth/redirect";
    const { code = "" } = await answerTo(emulator, { redirect_uri });
    expect(await tokenRequest(emulator, { ...redemption, redirect_uri, code })).toMatchObject({
      status: 200,
    });
  });

  test("may not come back to another path, scheme or host, and to another port at localhost alone", async () => {
    const loopback = { ...shop.web, redirectUris: [...shop.web.redirectUris, "http://127.0.0.1:3000/back"] };
    const emulator = await startTenant({ applications: [{ ...shop, web: loopback }] });
    for (const redirect_uri of [
      "http://127.0.0.1:3001/back",
      "https://localhost:3000/auth/redirect",
      "http://localhost.evil.example:3000/auth/redirect",
      "http://localhost:3000/auth",
      "http://127.0.0.1:3000/auth/redirect",
    ]) {
      expect((await authorize(emulator, { redirect_uri })).html).toContain("AADSTS50011");
    }
  });
});

describe("A native app", () => {
  test.each([
    "http://localhost:49152",
    "http://localhost/",
    "http://127.0.0.1:50000/back",
    "fabrikam://signed-in",
  ])("comes back to %s, and proves nothing", async (redirect_uri) => {
    const emulator = await startTenant({ applications: [phone] });
    const { code = "" } = await answerTo(emulator, { ...ofPhone, redirect_uri });
    const { status, body } = await redeem(emulator, { client_id: phoneId, redirect_uri, code });
    expect(status).toBe(200);
    const refresh = { client_id: phoneId, refresh_token: body.refresh_token ?? "" };
    expect(await tokenRequest(emulator, { grant_type: "refresh_token", ...refresh })).toMatchObject({
      status: 200,
    });
  });

  test.each([
    "http://localhost:49152/other",
    "https://localhost:49152",
    "http://127.0.0.1:50000/",
    "fabrikam://elsewhere",
  ])("does not come back to %s", async (redirect_uri) => {
    const emulator = await startTenant({ applications: [phone] });
    expect((await authorize(emulator, { ...ofPhone, redirect_uri })).html).toContain("AADSTS50011");
  });

  test("gets no token without the verifier of its code", async () => {
    const emulator = await startTenant({ applications: [phone] });
    const redirect_uri = "http://localhost:49152";
    const { code = "" } = await answerTo(emulator, { ...ofPhone, redirect_uri });
    const answer = await redeem(emulator, { client_id: phoneId, redirect_uri, code, code_verifier: "" });
    expect(answer).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  });

  test("signs in by MSAL Node's browser flow, and by a device code where that is allowed", async () => {
    const emulator = await startTenant({ applications: [{ ...phone, allowPublicClientFlows: true }] });
    const msal = new PublicClientApplication({
      auth: { clientId: phoneId, ...(await msalAuthority(emulator)) },
    });
    const browser = new FormBrowser(emulator.url);
    const interactive = await msal.acquireTokenInteractive({
      scopes: [],
      openBrowser: async (url) => {
        const signIn = await browser.open(url);
        const back = await typeCredentials(browser, signIn, person.email, person.password);
        const { action, fields } = formWith(back, "Continue");
        await fetch(action, { method: "POST", body: new URLSearchParams(fields) });
      },
    });
    expect(interactive.account?.username).toBe(person.email);
    const byDevice = await msal.acquireTokenByDeviceCode({
      scopes: [],
      deviceCodeCallback: ({ userCode }) => void approveDeviceCode(emulator, userCode, person),
    });
    expect(byDevice?.account?.username).toBe(person.email);
    expect(decodeJwt(byDevice?.idToken ?? "").sub).toBe(decodeJwt(interactive.idToken).sub);
    expect(decodeJwt(byDevice?.idToken ?? "").sub).not.toBe(byDevice?.uniqueId);
  });

  test("signs in by openid-client, which sends no secret", async () => {
    const emulator = await startTenant({ applications: [phone] });
    const metadata = {
      issuer: emulator.issuer,
      authorization_endpoint: `${emulator.authority}/oauth2/v2.0/authorize`,
      token_endpoint: `${emulator.authority}/oauth2/v2.0/token`,
    };
    const config = new client.Configuration(metadata, phoneId, undefined, client.None());
    client.allowInsecureRequests(config);
    const pkceCodeVerifier = client.randomPKCECodeVerifier();
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: "http://localhost:50123/",
      scope: "openid profile",
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: "S256",
    });
    const browser = new FormBrowser(emulator.url);
    const page = await typeCredentials(browser, await browser.open(url.href), person.email, person.password);
    const tokens = await client.authorizationCodeGrant(config, page.url, { pkceCodeVerifier });
    expect(tokens.claims()?.name).toBe(person.displayName);
  });
});

describe("A single-page application", () => {
  test("redeems its code from its own page, which may read the answer", async () => {
    const emulator = await startTenant({ applications: [page] });
    const { code = "" } = await answerTo(emulator, ofPage);
    const response = await fetch(`${emulator.authority}/oauth2/v2.0/token`, {
      method: "POST",
      headers: { origin: "http://localhost:5173" },
      body: new URLSearchParams({
        ...ofPage,
        grant_type: "authorization_code",
        code,
        code_verifier: verifier,
      }),
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-origin")).toBe("http://localhost:5173");
  });

  test("gets no token from elsewhere: AADSTS9002327", async () => {
    const emulator = await startTenant({ applications: [page] });
    const { code = "" } = await answerTo(emulator, ofPage);
    const { client_id, redirect_uri } = ofPage;
    expect(await redeem(emulator, { client_id, redirect_uri, code })).toMatchObject({
      status: 400,
      body: { error_codes: [9002327] },
    });
    const { code: another = "" } = await answerTo(emulator, ofPage);
    const fromThere = await redeem(
      emulator,
      { client_id, redirect_uri, code: another },
      { origin: "https://evil.example" },
    );
    expect(fromThere).toMatchObject({ status: 400, body: { error_codes: [9002327] } });
  });
});
