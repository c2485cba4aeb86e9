import { describe, expect, test } from "vitest";
import { clouds } from "../../../AppCreationScripts/clouds.js";
import { appSettings } from "../../../AppCreationScripts/project/appSettings.js";

const registration = {
  cloud: clouds.Global,
  tenant: { id: "aaaabbbb-0000-4ccc-8ddd-eeeeffff0000", initialDomain: "contoso.onmicrosoft.com" },
  appId: "11111111-2222-4333-8444-555555555555",
  baseUrl: "http://localhost:3000",
};

function settingsOf(current: Readonly<Record<string, string>>, changes: Partial<typeof registration> = {}) {
  return appSettings({ ...registration, ...changes }, { CLIENT_SECRET: "secret" }, current);
}

describe("AUTHORITY", () => {
  test("is emptied if it leads to another tenant", () => {
    const AUTHORITY = "https://fabrikam.ciamlogin.com/";
    expect(settingsOf({ AUTHORITY })).toMatchObject({ AUTHORITY: "", TENANT_SUBDOMAIN: "contoso" });
  });

  test.each([
    "https://contoso.ciamlogin.com/",
    "https://Contoso.ciamlogin.com/contoso.onmicrosoft.com",
    "https://login.contoso.com/AAAABBBB-0000-4ccc-8ddd-eeeeffff0000/v2.0",
  ])("stays if it is the tenant's: %s", (AUTHORITY) => {
    expect(settingsOf({ AUTHORITY })).not.toHaveProperty("AUTHORITY");
  });
});

describe("PORT", () => {
  test.each([
    ["http://localhost:3000", {}, undefined],
    ["http://localhost:8080", {}, "8080"],
    ["http://localhost", {}, "80"],
    ["http://localhost:3000", { PORT: "4000" }, "3000"],
    ["http://localhost:4000", { PORT: "4000" }, undefined],
    ["https://app.example.com", { PORT: "4000" }, undefined],
    ["https://localhost:8443", {}, undefined],
  ])("for %s beside %j is set to %s", (baseUrl, current, port) => {
    expect(settingsOf(current, { baseUrl }).PORT).toBe(port);
  });
});

describe("EXPRESS_SESSION_SECRET", () => {
  test("is made if there is none, 32 bytes, each time another", () => {
    const first = settingsOf({ EXPRESS_SESSION_SECRET: "" }).EXPRESS_SESSION_SECRET;
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(settingsOf({}).EXPRESS_SESSION_SECRET).not.toBe(first);
  });

  test("stays if there is one", () => {
    expect(settingsOf({ EXPRESS_SESSION_SECRET: "mine" })).not.toHaveProperty("EXPRESS_SESSION_SECRET");
  });
});

test("Credentials that are only placeholders stay", () => {
  const settings = settingsOf({ CLIENT_CERTIFICATE_PATH: "Enter_the_path", KEY_VAULT_URL: "no url" });
  expect(settings).not.toHaveProperty("CLIENT_CERTIFICATE_PATH");
  expect(settings.KEY_VAULT_URL).toBe("");
});
