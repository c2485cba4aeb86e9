import { ConfidentialClientApplication } from "@azure/msal-node";
import { decodeJwt, generateKeyPair, SignJWT } from "jose";
import { describe, expect, test, vi } from "vitest";
import type { Emulator } from "../../../emulator/startEmulator.js";
import { msalAuthority } from "../../support/emulator/emulatorApps.js";
import { tokenRequest } from "../../support/emulator/emulatorTokens.js";
import {
  callingOrders,
  orderingShop,
  readOrders,
  readStock,
  stock,
  stockId,
} from "../../support/emulator/tenantApplications.js";
import { fay, ordersId, startTenant, tokensFor } from "../../support/emulator/tenantFile.js";

const [secret = ""] = callingOrders.secrets;

/** The request of the orders API with the token that the shop called it with. */
const request = (assertion: string) => ({
  grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
  requested_token_use: "on_behalf_of",
  client_id: ordersId,
  client_secret: secret,
  scope: `${readStock} openid profile offline_access`,
  assertion,
});

async function startWithCall(changes: Partial<Parameters<typeof startTenant>[0]> = {}) {
  const emulator = await startTenant({ applications: [orderingShop, callingOrders, stock], ...changes });
  const { body, accessToken } = await tokensFor(emulator, { scope: `openid ${readOrders}` });
  return { emulator, called: body.access_token ?? "", idToken: body.id_token ?? "", accessToken };
}

describe("An API that calls another on behalf of its caller", () => {
  test("gets a token of the same person for the other API", async () => {
    const { emulator, called, accessToken } = await startWithCall();
    const { status, body } = await tokenRequest(emulator, request(called));
    expect(status).toBe(200);
    const claims = decodeJwt(body.access_token ?? "");
    expect(claims).toMatchObject({
      aud: stockId,
      azp: ordersId,
      azpacr: "1",
      scp: "Stock.Read",
      oid: accessToken.oid,
      ver: "2.0",
    });
    expect(claims).not.toHaveProperty("idtyp");
    expect(decodeJwt(body.id_token ?? "")).toMatchObject({ aud: ordersId, name: fay.displayName });
    const renewal = { grant_type: "refresh_token", refresh_token: body.refresh_token ?? "" };
    const renewed = await tokenRequest(emulator, { ...request(""), ...renewal, scope: readStock });
    expect(decodeJwt(renewed.body.access_token ?? "")).toMatchObject({ aud: stockId, oid: accessToken.oid });
  });

  test("gets no refresh token unless it asks for offline_access", async () => {
    const { emulator, called } = await startWithCall();
    const { status, body } = await tokenRequest(emulator, { ...request(called), scope: readStock });
    expect(status).toBe(200);
    expect(body).not.toHaveProperty("refresh_token");
  });

  test("reads the person's profile at Graph", async () => {
    const { emulator, called } = await startWithCall();
    const scope = "https://graph.microsoft.com/User.Read";
    const { body } = await tokenRequest(emulator, { ...request(called), scope });
    const me = await fetch(`${emulator.url}/v1.0/me`, {
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    expect(await me.json()).toMatchObject({ displayName: fay.displayName });
  });

  test("may be one that is called with version 1.0", async () => {
    const first = {
      ...callingOrders,
      api: { ...callingOrders.api, requestedAccessTokenVersion: 1 as const },
    };
    const { emulator, called, accessToken } = await startWithCall({
      applications: [orderingShop, first, stock],
    });
    expect(accessToken).toMatchObject({ ver: "1.0", aud: "api://orders" });
    expect(await tokenRequest(emulator, request(called))).toMatchObject({ status: 200 });
  });

  test("may hand the same token in more than once", async () => {
    const { emulator, called } = await startWithCall();
    for (const _time of [1, 2]) {
      expect(await tokenRequest(emulator, request(called))).toMatchObject({ status: 200 });
    }
  });

  test("does so by MSAL Node", async () => {
    const { emulator, called } = await startWithCall();
    const msal = new ConfidentialClientApplication({
      auth: { clientId: ordersId, clientSecret: secret, ...(await msalAuthority(emulator)) },
    });
    const result = await msal.acquireTokenOnBehalfOf({ oboAssertion: called, scopes: [readStock] });
    expect(result?.account?.username).toBe(fay.email);
    expect(decodeJwt(result?.accessToken ?? "")).toMatchObject({ aud: stockId, scp: "Stock.Read" });
    await expect(
      msal.acquireTokenOnBehalfOf({
        oboAssertion: called,
        scopes: ["api://stock/Stock.Count"],
        skipCache: true,
      }),
    ).rejects.toMatchObject({ name: "InteractionRequiredAuthError", subError: "consent_required" });
  });
});

describe("A token that is none to call on with", () => {
  const refused = async (emulator: Emulator, assertion: string, changes: Record<string, string> = {}) => {
    const { status, body } = await tokenRequest(emulator, { ...request(assertion), ...changes });
    return { status, error: body.error, codes: body.error_codes };
  };

  test("is one for another API: AADSTS500131", async () => {
    const { emulator } = await startWithCall();
    const { body } = await tokensFor(emulator, { scope: "openid User.Read" });
    expect(await refused(emulator, body.access_token ?? "")).toEqual({
      status: 400,
      error: "invalid_grant",
      codes: [500131],
    });
  });

  test("is an ID token: AADSTS240002", async () => {
    const { emulator, idToken } = await startWithCall();
    expect(await refused(emulator, idToken)).toMatchObject({ status: 400, codes: [240002] });
  });

  test("is an application's own: AADSTS7000114", async () => {
    const { emulator } = await startWithCall();
    const { body } = await tokenRequest(emulator, {
      grant_type: "client_credentials",
      client_id: orderingShop.clientId,
      client_secret: orderingShop.secrets[0] ?? "",
      scope: "api://orders/.default",
    });
    expect(await refused(emulator, body.access_token ?? "")).toMatchObject({ status: 400, codes: [7000114] });
  });

  test("is none at all: AADSTS50027", async () => {
    const { emulator } = await startWithCall();
    expect(await refused(emulator, "nonsense")).toMatchObject({ status: 400, codes: [50027] });
  });

  test("is signed by somebody else, or changed: AADSTS50013", async () => {
    const { emulator, called, accessToken } = await startWithCall();
    const { privateKey } = await generateKeyPair("RS256");
    const forged = await new SignJWT({ ...accessToken })
      .setProtectedHeader({ alg: "RS256" })
      .sign(privateKey);
    expect(await refused(emulator, forged)).toMatchObject({ status: 400, codes: [50013] });
    const [header, , signature] = called.split(".");
    const claims = Buffer.from(JSON.stringify({ ...accessToken, oid: "another" })).toString("base64url");
    expect(await refused(emulator, `${header}.${claims}.${signature}`)).toMatchObject({ codes: [50013] });
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${claims}.`;
    expect(await refused(emulator, unsigned)).toMatchObject({ codes: [50013] });
  });

  test("has expired: AADSTS500133", async () => {
    const { emulator, called } = await startWithCall();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 2 * 60 * 60 * 1000 });
    const answer = await refused(emulator, called);
    vi.useRealTimers();
    expect(answer).toMatchObject({ status: 400, codes: [500133] });
  });

  test.each([
    ["the scope was not consented to", { scope: "api://stock/Stock.Count" }, 65001],
    ["no scope is named", { scope: "" }, 900144],
    ["no assertion is there", { assertion: "" }, 900144],
    ["the use is not named", { requested_token_use: "" }, 900144],
    ["the use is another", { requested_token_use: "something" }, 9002313],
    ["the API does not prove itself", { client_secret: "" }, 7000218],
    ["two APIs are asked for", { scope: `${readStock} User.Read` }, 28000],
  ])("is refused if %s", async (_why, changes, number) => {
    const { emulator, called } = await startWithCall();
    expect(await refused(emulator, called, changes)).toMatchObject({ codes: [number] });
  });

  test("tells by suberror that consent is wanted", async () => {
    const { emulator, called } = await startWithCall();
    const form = { ...request(called), scope: "api://stock/Stock.Count" };
    expect(await tokenRequest(emulator, form)).toMatchObject({
      status: 400,
      body: { error: "invalid_grant", suberror: "consent_required" },
    });
  });
});
