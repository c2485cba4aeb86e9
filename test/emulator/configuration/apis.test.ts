import { describe, expect, test, vi } from "vitest";
import { responseOf } from "../../support/emulator/emulatorApps.js";
import { tokenRequest } from "../../support/emulator/emulatorTokens.js";
import {
  answerTo,
  authorize,
  ordersId,
  redemption,
  shop,
  shopId,
  startTenant,
  tokensFor,
} from "../../support/emulator/tenantFile.js";

const api = {
  identifierUris: ["api://orders"],
  requestedAccessTokenVersion: 2 as const,
  scopes: ["Orders.Read", "Orders.Cancel"],
};
const orders = { clientId: ordersId, displayName: "Orders", api };
const calling = { ...shop, permissions: ["User.Read", "api://orders/Orders.Read"] };
const read = "api://orders/Orders.Read";

describe("An API of the tenant", () => {
  test.each([read, `api://${ordersId}/Orders.Read`, `${ordersId}/Orders.Read`])(
    "gets tokens of version 2.0 for its client id, by each of its names: %s",
    async (scope) => {
      const emulator = await startTenant({ applications: [calling, orders] });
      const { accessToken } = await tokensFor(emulator, { scope: `openid ${scope}` });
      expect(accessToken).toMatchObject({
        aud: ordersId,
        azp: shopId,
        azpacr: "1",
        scp: "Orders.Read",
        ver: "2.0",
      });
      expect(accessToken.iss).toBe(emulator.issuer);
    },
  );

  test("gets tokens of version 1.0 for its Application ID URI where its manifest asks for none else", async () => {
    const first = { ...orders, api: { identifierUris: ["api://orders"], scopes: ["Orders.Read"] } };
    const emulator = await startTenant({ applications: [calling, first] });
    const { accessToken, idToken } = await tokensFor(emulator, { scope: `openid ${read}` });
    expect(accessToken).toMatchObject({
      aud: "api://orders",
      appid: shopId,
      appidacr: "1",
      scp: "Orders.Read",
      ver: "1.0",
      iss: expect.not.stringContaining("v2.0"),
    });
    expect(accessToken).not.toHaveProperty("azp");
    expect(idToken.ver).toBe("2.0");
  });

  test("is asked by .default for all that was consented to", async () => {
    const permissions = [read, "api://orders/Orders.Cancel"];
    const emulator = await startTenant({ applications: [{ ...shop, permissions }, orders] });
    const { accessToken } = await tokensFor(emulator, { scope: "openid api://orders/.default" });
    expect(accessToken.scp).toBe("Orders.Read Orders.Cancel");
  });

  test("lets in those that it has authorized itself, for these scopes alone", async () => {
    const preAuthorizedApplications = [{ clientId: shopId, scopes: ["Orders.Read"] }];
    const emulator = await startTenant({
      applications: [shop, { ...orders, api: { ...api, preAuthorizedApplications } }],
    });
    expect(await answerTo(emulator, { scope: `openid ${read}` })).toHaveProperty("code");
    expect(
      responseOf(await authorize(emulator, { scope: "openid api://orders/Orders.Cancel" })),
    ).toMatchObject({
      error_description: expect.stringMatching(/^AADSTS65001: /),
    });
  });
});

describe("A scope that the application may not have", () => {
  const noApi = { ...shop, permissions: ["User.Read"] };
  const cases = [
    [calling, "api://orders/Orders.Cancel", 65001],
    [calling, "User.ReadWrite", 65001],
    [calling, "api://orders/Orders.Burn", 650053],
    [noApi, read, 650057],
    [calling, "api://nowhere/Read", 500011],
  ] as const;

  test.each(cases)("is refused at the authorization endpoint: %#", async (application, scope, number) => {
    const emulator = await startTenant({ applications: [application, orders] });
    expect(responseOf(await authorize(emulator, { scope: `openid ${scope}` }))).toMatchObject({
      error: expect.any(String),
      error_description: expect.stringMatching(new RegExp(`^AADSTS${number}: `)),
    });
  });

  test.each(cases)("is refused where tokens are renewed: %#", async (application, scope, number) => {
    const emulator = await startTenant({ applications: [application, orders] });
    const { refreshToken } = await tokensFor(emulator);
    const renewal = { ...redemption, grant_type: "refresh_token", refresh_token: refreshToken, scope };
    expect(await tokenRequest(emulator, renewal)).toMatchObject({
      status: 400,
      body: { error_codes: [number] },
    });
  });
});

describe("Token lifetimes", () => {
  test("are those of the file", async () => {
    const emulator = await startTenant({
      applications: [calling, orders],
      tokenLifetimes: { accessToken: 600, idToken: 900 },
    });
    const { body, idToken, accessToken } = await tokensFor(emulator, { scope: `openid ${read}` });
    expect(body.expires_in).toBe(600);
    expect(Number(accessToken.exp) - Number(accessToken.iat)).toBe(600);
    expect(Number(idToken.exp) - Number(idToken.iat)).toBe(900);
  });

  test("of refresh tokens end with AADSTS70008", async () => {
    const emulator = await startTenant({ applications: [shop], tokenLifetimes: { refreshToken: 1 } });
    const { refreshToken } = await tokensFor(emulator);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
    const answer = await tokenRequest(emulator, {
      ...redemption,
      grant_type: "refresh_token",
      refresh_token: refreshToken,
    });
    vi.useRealTimers();
    expect(answer).toMatchObject({ status: 400, body: { error: "invalid_grant", error_codes: [70008] } });
  });
});
