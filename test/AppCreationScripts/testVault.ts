import { connectKeyVault } from "../../AppCreationScripts/keyVault/connectKeyVault.js";
import { createFakeKeyVault, type FakeKeyVault } from "../support/keyVault/fakeKeyVault.js";
import { startLocalServer } from "../support/network/localServer.js";
import { startTestTenant, type TestTenant } from "./testTenant.js";

export const vaultOption = ["--key-vault", "https://contoso.vault.azure.net"] as const;

/** Starts a tenant, and beside it a key vault of another one; both end with the test. */
export async function startTenantWithVault(): Promise<TestTenant & { readonly vault: FakeKeyVault }> {
  const vault = createFakeKeyVault();
  const { url } = await startLocalServer(vault.listener);
  const { accessToken } = vault;
  const tenant: TestTenant = await startTestTenant({
    tools: {
      openKeyVault: async (named) => ({
        ...connectKeyVault({
          url,
          accessToken,
          wait: async (milliseconds) => tenant.waits.push(milliseconds),
        }),
        url: named,
      }),
    },
  });
  return { ...tenant, vault };
}
