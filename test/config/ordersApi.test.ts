import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/loadConfig.js";
import { faultsOf, tenantEnvironment } from "../support/app/environments.js";

const api = "api://33333333-4444-4555-8666-777777777777";
const API_SCOPES = `User.Read ${api}/Orders.Read ${api}/Orders.Cancel`;
const ORDERS_API_URL = "https://orders.example.com/v1/";
const withTenant = { ...tenantEnvironment, REDIRECT_URI: "https://app.example.com/auth/redirect" };

describe("the orders API", () => {
  test("is the example where no tenant is configured", () => {
    expect(loadConfig({}).ordersApi).toEqual({
      url: "http://127.0.0.1:3002",
      scopes: {
        read: "api://7c9d2e4f-5a6b-4c8d-9e0f-1a2b3c4d5e6f/Orders.Read",
        cancel: "api://7c9d2e4f-5a6b-4c8d-9e0f-1a2b3c4d5e6f/Orders.Cancel",
      },
      example: { port: 3002, clientId: "7c9d2e4f-5a6b-4c8d-9e0f-1a2b3c4d5e6f" },
    });
  });

  test("is the example on the port that is set", () => {
    expect(loadConfig({ ORDERS_API_PORT: "4002" }).ordersApi).toMatchObject({
      url: "http://127.0.0.1:4002",
      example: { port: 4002 },
    });
  });

  test("is what ORDERS_API_URL names, with a tenant and without", () => {
    const named = {
      url: "https://orders.example.com/v1",
      scopes: { read: `${api}/Orders.Read`, cancel: `${api}/Orders.Cancel` },
      example: undefined,
    };
    expect(loadConfig({ ...withTenant, API_SCOPES, ORDERS_API_URL }).ordersApi).toEqual(named);
    expect(loadConfig({ API_SCOPES, ORDERS_API_URL }).ordersApi).toEqual(named);
  });

  test.each([
    withTenant,
    { ...withTenant, API_SCOPES },
    { API_SCOPES: "User.Read" },
    { API_SCOPES: "https://orders.example/Orders.Read https://orders.example/Orders.Cancel" },
  ])("is none with %j", (environment) => {
    expect(loadConfig(environment).ordersApi).toBeUndefined();
  });

  test.each([
    undefined,
    `${api}/Orders.Read`,
    `${api}/Orders.Cancel`,
    `${api}/Orders.Read api://other/Orders.Cancel`,
  ])("needs both scopes of one API, not %s", (scopes) => {
    expect(faultsOf({ ...withTenant, API_SCOPES: scopes, ORDERS_API_URL })).toEqual([
      expect.stringMatching(
        /^API_SCOPES must name Orders\.Read and Orders\.Cancel of the API at ORDERS_API_URL, e\.g\. API_SCOPES=api:/,
      ),
    ]);
  });

  test.each([
    "orders.example.com",
    "http://orders.example.com",
    "https://orders.example.com?key=1",
    "https://ada:secret@orders.example.com",
  ])("is not at %s", (url) => {
    expect(faultsOf({ ...withTenant, API_SCOPES, ORDERS_API_URL: url })).toEqual([
      expect.stringMatching(/^ORDERS_API_URL must .*, e\.g\. ORDERS_API_URL=https:/),
    ]);
  });

  test.each([{ PORT: "3002" }, { EMULATOR_PORT: "3002" }])(
    "has a port of its own, not that of %j",
    (taken) => {
      expect(faultsOf(taken)).toEqual([
        expect.stringMatching(/^ORDERS_API_PORT must be neither the PORT of the app nor the EMULATOR_PORT/),
      ]);
    },
  );

  test("may be on this machine without https", () => {
    const environment = { ...withTenant, API_SCOPES, ORDERS_API_URL: "http://localhost:3002" };
    expect(loadConfig(environment).ordersApi?.url).toBe("http://localhost:3002");
  });
});
