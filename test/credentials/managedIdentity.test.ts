import { afterEach, expect, test, vi } from "vitest";
import { createHttpClient } from "../../src/auth/httpClient.js";
import { managedIdentityAssertion } from "../../src/credentials/managedIdentity.js";
import { startManagedIdentityEndpoint } from "../support/azure/managedIdentityEndpoint.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

test("a managed identity is asked for a token with the audience of the tenant's cloud", async () => {
  const endpoint = await startManagedIdentityEndpoint();
  for (const [name, value] of Object.entries(endpoint.environment)) {
    vi.stubEnv(name, value);
  }
  for (const authority of [
    "https://contoso.ciamlogin.com/contoso.onmicrosoft.com",
    "https://login.microsoftonline.us/TID/v2.0",
    "https://login.partner.microsoftonline.cn/TID/v2.0",
  ]) {
    const assertion = managedIdentityAssertion(
      { identityClientId: undefined },
      authority,
      createHttpClient(),
    );
    expect(endpoint.issued(await assertion())).toBe(true);
  }
  expect(endpoint.requests).toEqual([
    "api://AzureADTokenExchange",
    "api://AzureADTokenExchangeUSGov",
    "api://AzureADTokenExchangeChina",
  ]);
});
