import { createRemoteJWKSet, jwtVerify } from "jose";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import type { Emulator } from "../../../emulator/startEmulator.js";
import { orderingShop, orders, readOrders } from "../../support/emulator/tenantApplications.js";
import { shop, shopId, startTenant, tokensFor } from "../../support/emulator/tenantFile.js";

const id = "2f0c1a6e-4d57-4b8e-9a31-7c5d8e9f0a1b";
const tenant = { id, subdomain: "fabrikam", displayName: "Fabrikam" };
const documentSchema = z.looseObject({
  issuer: z.string(),
  jwks_uri: z.string(),
  token_endpoint: z.string(),
});

async function documentAt({ url }: Emulator, path: string) {
  const response = await fetch(`${url}${path}`, { headers: { origin: "https://page.example" } });
  expect(response.status).toBe(200);
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  return documentSchema.parse(await response.json());
}

describe("The discovery document", () => {
  test.each([id, id.toUpperCase(), "fabrikam.onmicrosoft.com"])(
    "is that of the tenant under the name %s",
    async (name) => {
      const emulator = await startTenant({ tenant, applications: [shop] });
      const document = await documentAt(emulator, `/${name}/v2.0/.well-known/openid-configuration`);
      expect(document).toMatchObject({
        issuer: emulator.issuer,
        jwks_uri: `${emulator.url}/${id}/discovery/v2.0/keys`,
        token_endpoint: `${emulator.url}/${id}/oauth2/v2.0/token`,
      });
    },
  );

  test("names the keys of an application, where one is asked for, and an id that is none is left out", async () => {
    const emulator = await startTenant({ tenant, applications: [shop] });
    const path = `/${id}/v2.0/.well-known/openid-configuration`;
    const { jwks_uri } = await documentAt(emulator, `${path}?appid=${shopId}`);
    expect(jwks_uri).toBe(`${emulator.url}/${id}/discovery/v2.0/keys?appid=${shopId}`);
    const keys = await fetch(jwks_uri);
    expect(await keys.json()).toMatchObject({ keys: [{ kty: "RSA", use: "sig" }] });
    expect((await documentAt(emulator, `${path}?appid=%22%3E`)).jwks_uri).not.toContain("appid");
  });

  test("of version 1.0 has its own issuer, and the keys of what an API of version 1.0 is called with", async () => {
    const first = { ...orders, api: { ...orders.api, requestedAccessTokenVersion: 1 as const } };
    const emulator = await startTenant({ tenant, applications: [orderingShop, first] });
    const document = await documentAt(emulator, `/${id}/.well-known/openid-configuration`);
    expect(document.issuer).toBe(`https://sts.windows.net/${id}/`);
    const { body } = await tokensFor(emulator, { scope: `openid ${readOrders}` });
    const { payload } = await jwtVerify(
      body.access_token ?? "",
      createRemoteJWKSet(new URL(document.jwks_uri)),
      { issuer: document.issuer, audience: "api://orders" },
    );
    expect(payload).toMatchObject({ ver: "1.0", scp: "Orders.Read" });
  });

  test.each([
    "/.well-known/openid-configuration",
    "/v2.0/.well-known/openid-configuration",
    "/discovery/keys",
  ])("of another tenant is not known: %s", async (path) => {
    const { url } = await startTenant({ tenant, applications: [shop] });
    const response = await fetch(`${url}/${shopId}${path}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: "invalid_tenant", error_codes: [90002] });
  });
});

describe("Instance discovery", () => {
  const ask = ({ url }: Emulator, endpoint: string) =>
    fetch(
      `${url}/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(endpoint)}`,
    );

  test("names the emulator's own hosts, and where the tenant's document is", async () => {
    const emulator = await startTenant({ tenant, applications: [shop] });
    const { host } = new URL(emulator.url);
    const response = await ask(emulator, `${emulator.authority}/oauth2/v2.0/authorize`);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    const answer = z
      .looseObject({
        tenant_discovery_endpoint: z.string(),
        metadata: z.tuple([z.looseObject({ aliases: z.array(z.string()) })]),
      })
      .parse(await response.json());
    expect(answer).toMatchObject({
      "api-version": "1.1",
      metadata: [{ preferred_network: host, preferred_cache: host }],
    });
    expect(answer.metadata[0].aliases).toContain(host);
    const document = await fetch(answer.tenant_discovery_endpoint);
    expect(await document.json()).toMatchObject({ issuer: emulator.issuer });
  });

  test.each(["https://login.microsoftonline.com/common/oauth2/v2.0/authorize", "nonsense"])(
    "knows no other host: %s",
    async (endpoint) => {
      const response = await ask(await startTenant({ applications: [shop] }), endpoint);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: "invalid_instance", error_codes: [50049] });
    },
  );

  test("wants to be told the host", async () => {
    const response = await ask(await startTenant({ applications: [shop] }), "");
    expect(await response.json()).toMatchObject({ error: "invalid_request", error_codes: [900144] });
  });
});
