import { describe, expect, test } from "vitest";
import { readSettings } from "../../../examples/orders-api/settings.js";

const CLIENT_ID = "11111111-2222-4333-8444-555555555555";
const ORDERS_API_CLIENT_ID = "7c9d2e4f-5a6b-4c8d-9e0f-1a2b3c4d5e6f";
const environment = { TENANT_SUBDOMAIN: "contoso", CLIENT_ID, ORDERS_API_CLIENT_ID };

describe("the settings of the orders API", () => {
  test("are those of the app, and its own id", () => {
    expect(readSettings(environment)).toEqual({
      port: 3002,
      authority: "https://contoso.ciamlogin.com/contoso.onmicrosoft.com",
      clientId: ORDERS_API_CLIENT_ID,
      allowedClients: [CLIENT_ID],
      cancelContext: undefined,
    });
  });

  test("may say all otherwise", () => {
    const others = `${ORDERS_API_CLIENT_ID}, ${CLIENT_ID}`;
    expect(
      readSettings({
        ...environment,
        AUTHORITY: "https://login.contoso.com/tenant/v2.0/",
        ORDERS_API_PORT: "4002",
        ORDERS_API_ALLOWED_CLIENTS: others,
        ORDERS_API_CANCEL_CONTEXT: "c1",
      }),
    ).toMatchObject({
      port: 4002,
      authority: "https://login.contoso.com/tenant/v2.0",
      allowedClients: [ORDERS_API_CLIENT_ID, CLIENT_ID],
      cancelContext: "c1",
    });
  });

  test("that are missing are named all at once", () => {
    expect(() => readSettings({ CLIENT_ID: "Enter_the_Application_Id_Here", AUTHORITY: " " })).toThrow(
      /^The settings cannot be used:\n {2}AUTHORITY or TENANT_SUBDOMAIN .*\n {2}ORDERS_API_CLIENT_ID must .*\n {2}ORDERS_API_ALLOWED_CLIENTS or CLIENT_ID .*$/,
    );
  });

  test.each([
    ["TENANT_SUBDOMAIN", "contoso.onmicrosoft.com"],
    ["ORDERS_API_PORT", "0"],
    ["ORDERS_API_PORT", "many"],
    ["AUTHORITY", "http://tenant.example/"],
    ["AUTHORITY", "tenant.example"],
    ["ORDERS_API_CLIENT_ID", `api://${ORDERS_API_CLIENT_ID}`],
    ["ORDERS_API_ALLOWED_CLIENTS", "any"],
    ["ORDERS_API_CANCEL_CONTEXT", "mfa"],
  ])("have no %s that is %s", (name, value) => {
    expect(() => readSettings({ ...environment, [name]: value })).toThrow(`\n  ${name} must be`);
  });
});
