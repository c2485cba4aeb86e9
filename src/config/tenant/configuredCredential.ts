import { addFault, type Faults } from "../faults.js";
import { isExternalTenant } from "../hosts/microsoftHosts.js";
import type { Settings } from "../settings/settings.js";
import { checkCredentialChoice } from "./credentialChoice.js";
import type { CredentialConfig } from "./credentialConfig.js";

/** Returns the one credential that the settings choose; undefined, with a fault, if there is none that can be used. */
export function configuredCredential(
  settings: Settings,
  authority: string | undefined,
  faults: Faults,
): CredentialConfig | undefined {
  checkCredentialChoice(settings, faults);
  const { CLIENT_SECRET: secret, CLIENT_CERTIFICATE_PATH: path, CLIENT_CREDENTIAL: identity } = settings;
  if (secret !== undefined) {
    return { kind: "secret", secret };
  }
  if (path !== undefined) {
    const { CLIENT_CERTIFICATE_KEY_PATH: keyPath, CLIENT_CERTIFICATE_PASSWORD: password } = settings;
    return { kind: "certificate", path, keyPath, password };
  }
  if (identity === "managed-identity") {
    return managedIdentity(settings, authority, faults);
  }
  return identity === "workload-identity" ? workloadIdentity(settings, faults) : keyVault(settings, faults);
}

/**
 * A managed identity stands for applications of its own tenant alone. That is the tenant of the Azure subscription, which is
 * never an external one. Only a user-assigned identity can do so.
 *
 * @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
 */
function managedIdentity(
  { AZURE_CLIENT_ID: identityClientId }: Settings,
  authority: string | undefined,
  faults: Faults,
): CredentialConfig | undefined {
  if (authority && isExternalTenant(authority)) {
    addFault(
      faults,
      "CLIENT_CREDENTIAL",
      "cannot be managed-identity for an external tenant (AADSTS700236): keep a certificate or secret in a Key Vault that the identity may read",
      "KEY_VAULT_URL=https://contoso.vault.azure.net/ and KEY_VAULT_CERTIFICATE=sign-in-app",
    );
    return undefined;
  }
  if (identityClientId === undefined) {
    addFault(
      faults,
      "AZURE_CLIENT_ID",
      "is missing: only a user-assigned identity can stand for an application",
    );
    return undefined;
  }
  return { kind: "managed-identity", identityClientId };
}

function workloadIdentity(
  { AZURE_FEDERATED_TOKEN_FILE: tokenFile }: Settings,
  faults: Faults,
): CredentialConfig | undefined {
  if (tokenFile === undefined) {
    addFault(faults, "AZURE_FEDERATED_TOKEN_FILE", "is missing");
    return undefined;
  }
  return { kind: "workload-identity", tokenFile };
}

function keyVault(
  {
    KEY_VAULT_URL: url,
    KEY_VAULT_CERTIFICATE: certificate,
    KEY_VAULT_SECRET: secret,
    AZURE_CLIENT_ID: identityClientId,
  }: Settings,
  faults: Faults,
): CredentialConfig | undefined {
  const name = certificate ?? secret;
  if (name === undefined) {
    return undefined;
  }
  if (!url) {
    addFault(faults, "KEY_VAULT_URL", "is missing");
    return undefined;
  }
  const holds = certificate === undefined ? "secret" : "certificate";
  return { kind: "key-vault", url: url.href, holds, name, identityClientId };
}
