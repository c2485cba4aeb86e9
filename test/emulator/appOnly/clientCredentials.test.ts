import { ConfidentialClientApplication } from "@azure/msal-node";
import { decodeJwt } from "jose";
import * as client from "openid-client";
import { describe, expect, test } from "vitest";
import type { TenantConfiguration } from "../../../emulator/configuration/configurationSchema.js";
import { msalAuthority } from "../../support/emulator/emulatorApps.js";
import { tokenRequest } from "../../support/emulator/emulatorTokens.js";
import { orders, page } from "../../support/emulator/tenantApplications.js";
import { ordersId, shop, shopId, startTenant } from "../../support/emulator/tenantFile.js";

const [shopSecret = ""] = shop.secrets;
const ordersOfAll = "api://orders/.default";
const shopWithRole = { ...shop, applicationPermissions: ["api://orders/Orders.Process"] };
const request = {
  client_id: shopId,
  client_secret: shopSecret,
  grant_type: "client_credentials",
  scope: ordersOfAll,
};

type Applications = NonNullable<TenantConfiguration["applications"]>;

async function claimsFor(applications: Applications, changes: Readonly<Record<string, string>> = {}) {
  const { body } = await tokenRequest(await startTenant({ applications }), { ...request, ...changes });
  return decodeJwt(body.access_token ?? "");
}

describe("An application without a person", () => {
  test("gets a token with its app roles, and nothing else", async () => {
    const emulator = await startTenant({ applications: [shopWithRole, orders] });
    const { status, body } = await tokenRequest(emulator, request);
    expect({ status, ...body }).toEqual({
      status: 200,
      token_type: "Bearer",
      expires_in: 3600,
      ext_expires_in: 3600,
      access_token: expect.any(String),
    });
    const claims = decodeJwt(body.access_token ?? "");
    expect(claims).toMatchObject({
      aud: ordersId,
      iss: emulator.issuer,
      azp: shopId,
      azpacr: "1",
      roles: ["Orders.Process"],
      tid: new URL(emulator.issuer).pathname.split("/")[1],
      ver: "2.0",
    });
    expect(claims.oid).toBe(claims.sub);
    expect(claims.oid).not.toBe(shopId);
    for (const name of ["scp", "name", "preferred_username", "idtyp", "scope", "client_id"]) {
      expect(claims).not.toHaveProperty(name);
    }
  });

  test("is known by the same object id at every start, and every API has the name of its client id, too", async () => {
    const applications = [shopWithRole, orders];
    const first = await claimsFor(applications);
    const second = await claimsFor(applications, { scope: `api://${ordersId}/.default` });
    const third = await claimsFor(applications, { scope: `${ordersId}/.default` });
    expect([second.oid, third.oid]).toEqual([first.oid, first.oid]);
    expect([second.roles, third.roles]).toEqual([["Orders.Process"], ["Orders.Process"]]);
  });

  test("is said to be one in idtyp, where the API asks for it", async () => {
    const asking = { ...orders, optionalClaims: { accessToken: ["idtyp" as const] } };
    expect(await claimsFor([shopWithRole, asking])).toMatchObject({ idtyp: "app" });
  });

  test("gets version 1.0 where the API's manifest says no other", async () => {
    const first = { ...orders, api: { ...orders.api, requestedAccessTokenVersion: 1 as const } };
    expect(await claimsFor([shopWithRole, first])).toMatchObject({
      aud: "api://orders",
      appid: shopId,
      appidacr: "1",
      roles: ["Orders.Process"],
      ver: "1.0",
      iss: expect.stringContaining("https://sts.windows.net/"),
    });
  });

  test("without an app role gets a token without roles, unless the API wants one: AADSTS501051", async () => {
    expect(await claimsFor([shop, orders])).not.toHaveProperty("roles");
    const emulator = await startTenant({ applications: [shop, { ...orders, assignmentRequired: true }] });
    expect(await tokenRequest(emulator, request)).toMatchObject({
      status: 400,
      body: { error: "invalid_grant", error_codes: [501051] },
    });
  });

  test.each([
    [1002012, "invalid_scope", 400, { scope: "api://orders/Orders.Read" }],
    [1002012, "invalid_scope", 400, { scope: "openid" }],
    [1002012, "invalid_scope", 400, { scope: "api://orders/.default openid" }],
    [1002012, "invalid_scope", 400, { scope: ".default" }],
    [900144, "invalid_request", 400, { scope: "" }],
    [500011, "invalid_resource", 400, { scope: "api://nowhere/.default" }],
    [7000215, "invalid_client", 401, { client_secret: "wrong" }],
    [7000218, "invalid_client", 401, { client_secret: "" }],
    [700016, "unauthorized_client", 400, { client_id: "aaaaaaaa-0000-4000-8000-000000000000" }],
  ] as const)("is refused with AADSTS%i %s", async (number, error, status, changes) => {
    const emulator = await startTenant({ applications: [shopWithRole, orders] });
    expect(await tokenRequest(emulator, { ...request, ...changes })).toMatchObject({
      status,
      body: { error, error_codes: [number] },
    });
  });

  test("proves itself always, also where public client flows are allowed", async () => {
    const emulator = await startTenant({
      applications: [{ ...shop, spa: page.spa, allowPublicClientFlows: true }, orders],
    });
    const { client_secret: _left, ...without } = request;
    expect(await tokenRequest(emulator, without)).toMatchObject({
      status: 401,
      body: { error_codes: [7000218] },
    });
  });

  test("gets its token by MSAL Node and by openid-client", async () => {
    const emulator = await startTenant({ applications: [shopWithRole, orders] });
    const msal = new ConfidentialClientApplication({
      auth: { clientId: shopId, clientSecret: shopSecret, ...(await msalAuthority(emulator)) },
    });
    const byMsal = await msal.acquireTokenByClientCredential({ scopes: [ordersOfAll] });
    expect(decodeJwt(byMsal?.accessToken ?? "")).toMatchObject({ roles: ["Orders.Process"] });
    const metadata = { issuer: emulator.issuer, token_endpoint: `${emulator.authority}/oauth2/v2.0/token` };
    const config = new client.Configuration(metadata, shopId, shopSecret);
    client.allowInsecureRequests(config);
    const tokens = await client.clientCredentialsGrant(config, { scope: ordersOfAll });
    expect(decodeJwt(tokens.access_token)).toMatchObject({ roles: ["Orders.Process"] });
  });
});
