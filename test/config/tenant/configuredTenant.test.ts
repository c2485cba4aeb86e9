import { describe, expect, test } from "vitest";
import { loadConfig } from "../../../src/config/loadConfig.js";
import { faultsOf, productionEnvironment, tenantEnvironment } from "../../support/app/environments.js";

const tenantId = "aaaabbbb-0000-4ccc-8ddd-eeeeffff0000";

describe("the authority", () => {
  test.each([
    [undefined, "https://contoso.ciamlogin.com/contoso.onmicrosoft.com"],
    ["https://contoso.ciamlogin.com/", "https://contoso.ciamlogin.com/contoso.onmicrosoft.com"],
    ["https://contoso.ciamlogin.com", "https://contoso.ciamlogin.com/contoso.onmicrosoft.com"],
    ["https://contoso.ciamlogin.com//", "https://contoso.ciamlogin.com/contoso.onmicrosoft.com"],
    ["https://login.contoso.com/", "https://login.contoso.com/contoso.onmicrosoft.com"],
    [`https://login.contoso.com/${tenantId}/v2.0`, `https://login.contoso.com/${tenantId}/v2.0`],
    [`https://login.contoso.com/${tenantId}/v2.0/`, `https://login.contoso.com/${tenantId}/v2.0`],
    [`https://login.microsoftonline.com/${tenantId}/`, `https://login.microsoftonline.com/${tenantId}`],
    [`http://localhost:3001/${tenantId}`, `http://localhost:3001/${tenantId}`],
    ["http://127.0.0.1:3001/", "http://127.0.0.1:3001/contoso.onmicrosoft.com"],
  ])("of AUTHORITY=%s is %s", (AUTHORITY, authority) => {
    expect(loadConfig({ ...tenantEnvironment, AUTHORITY }).authority).toBe(authority);
  });

  test("needs no subdomain where its path names the tenant", () => {
    const AUTHORITY = `https://login.microsoftonline.com/${tenantId}/v2.0`;
    const { authority } = loadConfig({ ...tenantEnvironment, TENANT_SUBDOMAIN: undefined, AUTHORITY });
    expect(authority).toBe(AUTHORITY);
  });

  test("needs no subdomain where its host has it", () => {
    const AUTHORITY = "https://contoso.ciamlogin.com/";
    const { authority } = loadConfig({ ...tenantEnvironment, TENANT_SUBDOMAIN: undefined, AUTHORITY });
    expect(authority).toBe("https://contoso.ciamlogin.com/contoso.onmicrosoft.com");
  });

  test("is asked for whole where a part of it is malformed", () => {
    expect(faultsOf({ CLIENT_ID: "my-app", TENANT_SUBDOMAIN: "contoso" })).toEqual([
      expect.stringMatching(/^CLIENT_ID must be/),
      expect.stringMatching(/^CLIENT_SECRET is missing/),
    ]);
  });

  test("needs a subdomain where its path names no tenant", () => {
    const AUTHORITY = "https://login.contoso.com/";
    expect(faultsOf({ ...tenantEnvironment, TENANT_SUBDOMAIN: undefined, AUTHORITY })).toEqual([
      "TENANT_SUBDOMAIN is missing, e.g. TENANT_SUBDOMAIN=contoso",
    ]);
  });

  test.each([
    `http://contoso.ciamlogin.com/${tenantId}`,
    `http://localhost.evil.com/${tenantId}`,
    `http://127.0.0.1.evil.com/${tenantId}`,
    `http://192.168.0.1/${tenantId}`,
  ])("must not be %s, by http: to another machine", (AUTHORITY) => {
    expect(faultsOf({ ...tenantEnvironment, AUTHORITY })).toEqual([
      expect.stringMatching(/^AUTHORITY must be an https: URL/),
    ]);
  });

  test("must be https: in production, on loopback too", () => {
    expect(faultsOf({ ...productionEnvironment, AUTHORITY: `http://localhost:3001/${tenantId}` })).toEqual([
      expect.stringMatching(/^AUTHORITY must be an https: URL/),
    ]);
  });
});

describe("a tenant", () => {
  test("is the configured one where CLIENT_ID and TENANT_SUBDOMAIN are set", () => {
    expect(loadConfig(tenantEnvironment)).toMatchObject({
      clientId: tenantEnvironment.CLIENT_ID,
      credential: { kind: "secret", secret: tenantEnvironment.CLIENT_SECRET },
      emulator: undefined,
    });
  });
});
