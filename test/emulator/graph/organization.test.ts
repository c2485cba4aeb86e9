import { describe, expect, test } from "vitest";
import { tokenRequest } from "../../support/emulator/emulatorTokens.js";
import { graphRequest } from "../../support/emulator/graphRequest.js";
import { redemption, shop, startTenant, tokensFor } from "../../support/emulator/tenantFile.js";

const tenant = { id: "2f0c1a6e-4d57-4b8e-9a31-7c5d8e9f0a1b", subdomain: "fabrikam", displayName: "Fabrikam" };
const domains = [{ name: "fabrikam.onmicrosoft.com", isInitial: true, isDefault: true }];
const ofApplication = {
  ...redemption,
  grant_type: "client_credentials",
  scope: "https://graph.microsoft.com/.default",
};

describe("GET /organization", () => {
  test("tells people the names of the tenant, and null for the rest", async () => {
    const emulator = await startTenant({ tenant, applications: [{ ...shop, permissions: ["User.Read"] }] });
    const { body } = await tokensFor(emulator, { scope: "openid User.Read" });
    expect(await graphRequest(emulator, "/v1.0/organization", body.access_token)).toMatchObject({
      status: 200,
      body: {
        value: [{ id: tenant.id, displayName: "Fabrikam", verifiedDomains: domains, tenantType: null }],
      },
    });
  });

  test("tells an application that may read it all", async () => {
    const emulator = await startTenant({
      tenant,
      applications: [{ ...shop, applicationPermissions: ["Organization.Read.All"] }],
    });
    const { body } = await tokenRequest(emulator, ofApplication);
    expect(await graphRequest(emulator, "/v1.0/organization", body.access_token)).toMatchObject({
      status: 200,
      body: { value: [{ verifiedDomains: domains, tenantType: "CIAM" }] },
    });
  });

  test("tells nobody else", async () => {
    const emulator = await startTenant({ tenant, applications: [shop] });
    const { body } = await tokenRequest(emulator, ofApplication);
    expect(await graphRequest(emulator, "/v1.0/organization", body.access_token)).toMatchObject({
      status: 403,
      body: { error: { code: "Authorization_RequestDenied" } },
    });
    expect(await graphRequest(emulator, "/v1.0/organization", "nonsense")).toMatchObject({ status: 401 });
  });
});

test.each(["/v1.0/me", "/v1.0/organization", "/oidc/userinfo"])(
  "A page of any origin may call %s, as at Graph",
  async (path) => {
    const emulator = await startTenant({ applications: [{ ...shop, permissions: ["User.Read"] }] });
    const origin = "https://page.example";
    const preflight = await fetch(new URL(path, emulator.url), {
      method: "OPTIONS",
      headers: {
        origin,
        "access-control-request-method": "GET",
        "access-control-request-headers": "authorization",
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-headers")).toBe("authorization");
    const { body } = await tokensFor(emulator, { scope: "openid User.Read" });
    const response = await fetch(new URL(path, emulator.url), {
      headers: { origin, authorization: `Bearer ${body.access_token}` },
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-allow-credentials")).toBe(null);
  },
);
