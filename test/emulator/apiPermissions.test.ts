import { ConfidentialClientApplication } from "@azure/msal-node";
import { decodeJwt } from "jose";
import { expect, test } from "vitest";
import {
  ada,
  firstApp,
  MsalApp,
  msalAuthority,
  responseOf,
  startTestEmulator,
  typeCredentials,
} from "../support/emulator/emulatorApps.js";
import { FormBrowser } from "../support/visitors/formBrowser.js";

const orders = "99999999-1111-4222-8333-444444444444";

const ofGraph = {
  aud: "https://graph.microsoft.com",
  ver: "1.0",
  appid: firstApp.clientId,
  scp: "User.Read openid profile",
};
const ofOrders = { ver: "2.0", azp: firstApp.clientId, azpacr: "1", scp: "Orders.Read" };

test.each([
  ["https://graph.microsoft.com/User.Read", ofGraph],
  ["User.Read", ofGraph],
  [`api://${orders}/Orders.Read`, { ...ofOrders, aud: orders }],
  [`${orders}/Orders.Read`, { ...ofOrders, aud: orders }],
  ["api://orders/Orders.Read", { ...ofOrders, aud: "api://orders" }],
  ["https://contoso.example/orders/Orders.Read", { ...ofOrders, aud: "https://contoso.example/orders" }],
])("A web app gets a token for an API with its sign-in, and renews it: %s", async (scope, claims) => {
  const emulator = await startTestEmulator();
  const { clientId, clientSecret } = firstApp;
  const auth = { clientId, clientSecret, ...(await msalAuthority(emulator)) };
  const msal = new ConfidentialClientApplication({ auth });
  const request = {
    scopes: [scope],
    redirectUri: firstApp.redirectUris[0] ?? "",
  };
  const browser = new FormBrowser(emulator.url);
  const page = await browser.open(await msal.getAuthCodeUrl({ ...request, responseMode: "form_post" }));
  const { code = "" } = responseOf(await typeCredentials(browser, page, ada.email, ada.password));
  const { accessToken, account } = await msal.acquireTokenByCode({ ...request, code });
  expect(account?.username).toBe(ada.email);
  expect(decodeJwt(accessToken)).toMatchObject(claims);
  if (account) {
    const renewed = await msal.acquireTokenSilent({ ...request, account, forceRefresh: true });
    expect(renewed.fromCache).toBe(false);
    expect(decodeJwt(renewed.accessToken)).toMatchObject(claims);
  }
  await emulator.close();
});

test("The parameter resource is refused, as at the second version of Entra's endpoints", async () => {
  const emulator = await startTestEmulator();
  const url = await new MsalApp(emulator, firstApp).authorizationUrl({ responseMode: "query" });
  const page = await new FormBrowser(emulator.url).open(`${url}&resource=https://graph.example`);
  expect(responseOf(page)).toMatchObject({
    error: "invalid_request",
    error_description: expect.stringMatching(/^AADSTS901002: /),
  });
  await emulator.close();
});
