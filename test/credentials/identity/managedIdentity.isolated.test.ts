import { randomUUID } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import { managedIdentityAssertion } from "../../../src/credentials/identity/managedIdentity.js";
import { startManagedIdentityEndpoint } from "../../support/credentials/azure/managedIdentityEndpoint.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

test("a managed identity is asked for a token with the audience of the tenant's cloud", async () => {
  const endpoint = await startManagedIdentityEndpoint();
  for (const [name, value] of Object.entries(endpoint.environment)) {
    vi.stubEnv(name, value);
  }
  for (const [authority, audience] of [
    ["https://login.microsoftonline.com/TID/v2.0", "api://AzureADTokenExchange"],
    ["https://login.microsoftonline.us/TID/v2.0", "api://AzureADTokenExchangeUSGov"],
    ["https://login.partner.microsoftonline.cn/TID/v2.0", "api://AzureADTokenExchangeChina"],
  ] as const) {
    // An identity of its own, because MSAL keeps the tokens of each.
    const identityClientId = randomUUID();
    const assertion = managedIdentityAssertion({ identityClientId }, authority);
    expect(endpoint.issued(await assertion())).toBe(true);
    expect(endpoint.requests.at(-1)).toBe(`${audience} as ${identityClientId}`);
  }
});
