import { randomBytes } from "node:crypto";
import type { KeyVault } from "../../keyVault/KeyVault.js";
import type { Step } from "../Step.js";
import { advising } from "./vaultRefusals.js";

/** The secret of the vault that the app gets as EXPRESS_SESSION_SECRET. */
export const sessionSecretName = "express-session-secret";

/** Makes sure that the key vault has a session secret for the app. One that is there is neither read nor replaced. */
export const ensureSessionSecret: Step<KeyVault, undefined> = {
  title: "Session secret",
  doing: "making sure that the key vault has one",
  // The vault's roles are Azure's: what it refuses says which is missing.
  permissions: [],
  roles: [],
  run: (vault) =>
    advising({ kind: "secret", name: sessionSecretName }, async () => {
      if (await vault.hasSecret(sessionSecretName)) {
        return { done: `found ${sessionSecretName}`, result: undefined };
      }
      await vault.setSecret(sessionSecretName, randomBytes(32).toString("hex"));
      return { done: `made ${sessionSecretName}`, result: undefined };
    }),
};
