import { describe, expect, test } from "vitest";
import { loadConfig } from "../../../src/config/loadConfig.js";
import { tenantEnvironment } from "../../support/app/environments.js";

const id = "33333333-4444-4555-8666-777777777777";

describe("API_SCOPES", () => {
  test("is no scope at all where a tenant is configured and it is not set", () => {
    expect(loadConfig(tenantEnvironment).apiScopes).toEqual([]);
  });

  test.each([
    [`api://${id}/Orders.Read`, [`api://${id}/Orders.Read`]],
    [`${id}/Orders.Read`, [`${id}/Orders.Read`]],
    [
      "api://contoso.onmicrosoft.com/orders/v1/read_all",
      ["api://contoso.onmicrosoft.com/orders/v1/read_all"],
    ],
    ["https://orders.contoso.com/Orders.Read", ["https://orders.contoso.com/Orders.Read"]],
    ["  User.Read \t User.ReadWrite  ", ["User.Read", "User.ReadWrite"]],
    ["https://graph.microsoft.com/User.Read User.Read", ["User.Read"]],
    ["https://graph.microsoft.us/User.Read", ["User.Read"]],
  ])("of %s is %j: those of Graph by their short names, each once", (API_SCOPES, apiScopes) => {
    expect(loadConfig({ ...tenantEnvironment, API_SCOPES })).toMatchObject({ apiScopes });
  });
});
