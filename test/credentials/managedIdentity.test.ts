import { afterEach, describe, expect, test, vi } from "vitest";
import { createHttpClient } from "../../src/auth/httpClient.js";
import { managedIdentityAssertion } from "../../src/credentials/managedIdentity.js";
import { startManagedIdentityEndpoint } from "../support/azure/managedIdentityEndpoint.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the token of a managed identity", () => {
  test.each([
    ["https://contoso.ciamlogin.com/contoso.onmicrosoft.com", "api://AzureADTokenExchange"],
    ["https://login.microsoftonline.us/TID/v2.0", "api://AzureADTokenExchangeUSGov"],
    ["https://login.partner.microsoftonline.cn/TID/v2.0", "api://AzureADTokenExchangeChina"],
  ])("is asked for %s with the audience %s", async (authority, audience) => {
    const endpoint = await startManagedIdentityEndpoint();
    for (const [name, value] of Object.entries(endpoint.environment)) {
      vi.stubEnv(name, value);
    }
    const assertion = managedIdentityAssertion(
      { identityClientId: undefined },
      authority,
      createHttpClient(),
    );
    expect(endpoint.issued(await assertion())).toBe(true);
    expect(endpoint.requests).toEqual([audience]);
  });
});
