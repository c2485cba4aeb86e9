import { describe, expect, test } from "vitest";
import { loadConfig } from "../../../src/config/loadConfig.js";

const placeholders = {
  CLIENT_ID: "Enter_the_Application_Id_Here",
  CLIENT_SECRET: "Enter_the_Client_Secret_Here",
  TENANT_SUBDOMAIN: "Enter_the_Tenant_Subdomain_Here",
  EXPRESS_SESSION_SECRET: "of-the-tests",
};
const CLIENT_ID = "11111111-2222-4333-8444-555555555555";

describe("an emulated tenant", () => {
  test.each([{}, placeholders])("stands in where no tenant is configured", (environment) => {
    const { authority, clientId, credential, emulator } = loadConfig(environment);
    expect(authority).toBe("http://127.0.0.1:3001/contoso.onmicrosoft.com");
    expect(emulator?.client).toMatchObject({ clientId });
    expect(credential).toEqual({ kind: "secret", secret: emulator?.client.clientSecret });
  });

  test("gives no warning where nothing of a tenant is configured", () => {
    expect(loadConfig(placeholders).warnings).toEqual([]);
  });

  test.each([
    [{ CLIENT_ID }, "neither TENANT_SUBDOMAIN nor AUTHORITY is"],
    [{ TENANT_SUBDOMAIN: "contoso" }, "CLIENT_ID is not"],
    [{ AUTHORITY: "https://contoso.ciamlogin.com/" }, "CLIENT_ID is not"],
  ])("stands in with a warning where only %j is configured", (environment, missing) => {
    const config = loadConfig({ ...placeholders, ...environment });
    expect(config.emulator).toBeDefined();
    expect(config.warnings).toEqual([
      `A tenant is configured in part (${missing} set): the emulator stands in for it.`,
    ]);
  });

  test("listens on EMULATOR_PORT", () => {
    expect(loadConfig({ EMULATOR_PORT: "4001" })).toMatchObject({
      authority: "http://127.0.0.1:4001/contoso.onmicrosoft.com",
      emulator: { port: 4001 },
    });
  });

  test("has the app registered at its own addresses", () => {
    expect(loadConfig({ PORT: "8080" }).emulator?.client).toMatchObject({
      redirectUris: ["http://localhost:8080/auth/redirect"],
      postLogoutRedirectUris: ["http://localhost:8080/"],
    });
  });

  test("is its own Graph, and has the scopes of its orders API and of Graph, unless API_SCOPES says others", () => {
    const { graphUrl, apiScopes } = loadConfig({ EMULATOR_PORT: "4001" });
    expect(graphUrl).toBe("http://127.0.0.1:4001");
    const orders = "api://7c9d2e4f-5a6b-4c8d-9e0f-1a2b3c4d5e6f";
    expect(apiScopes).toEqual([
      `${orders}/Orders.Read`,
      `${orders}/Orders.Cancel`,
      "User.Read",
      "User.ReadWrite",
    ]);
    expect(loadConfig({ API_SCOPES: "User.Read" }).apiScopes).toEqual(["User.Read"]);
  });
});
