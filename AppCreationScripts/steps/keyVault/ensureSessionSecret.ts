import { randomBytes } from "node:crypto";
import type { KeyVault } from "../../keyVault/KeyVault.js";
import { KeyVaultError } from "../../keyVault/KeyVaultError.js";
import type { Step } from "../Step.js";
import { advising } from "./vaultRefusals.js";

/** The secret of the vault that the app gets as EXPRESS_SESSION_SECRET; infra/ makes it too. */
const name = "session-secret";

/**
 * Makes sure that the key vault has a session secret for the app. One that is there is neither read nor replaced. If the
 * vault does not let whoever runs this look for it, the step says so and is content: infra/ has made it, and the role for
 * it would open the certificate's private key too.
 */
export const ensureSessionSecret: Step<KeyVault, undefined> = {
  title: "Session secret",
  doing: "making sure that the key vault has one",
  // The vault's roles are Azure's: what it refuses says which is missing.
  permissions: [],
  roles: [],
  run: (vault) =>
    advising({ kind: "secret", name }, async () => ({ done: await ensure(vault), result: undefined })),
};

async function ensure(vault: KeyVault): Promise<string> {
  try {
    if (await vault.hasSecret(name)) {
      return `found ${name}`;
    }
  } catch (error) {
    if (error instanceof KeyVaultError && error.status === 403) {
      return (
        `not looked for. ${error.message} (403, ${error.code}) Where infra/ has made the vault, it has made ${name} too; ` +
        "elsewhere the role Key Vault Secrets Officer lets this command make it."
      );
    }
    throw error;
  }
  await vault.setSecret(name, randomBytes(32).toString("hex"));
  return `made ${name}`;
}
