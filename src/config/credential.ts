import { addFault, type Faults } from "./faults.js";
import { isExternalTenant } from "./microsoftHosts.js";
import type { Settings, VariableName } from "./variables.js";

/** The ways in which the app can prove its identity to the tenant. */
export type CredentialConfig =
  | { readonly kind: "secret"; readonly secret: string }
  | CertificateFileConfig
  | { readonly kind: "managed-identity"; readonly identityClientId: string }
  | { readonly kind: "workload-identity"; readonly tokenFile: string }
  | KeyVaultConfig;

/** A certificate in a file, with its private key there or in a file beside it. */
export interface CertificateFileConfig {
  readonly kind: "certificate";
  readonly path: string;
  readonly keyPath: string | undefined;
  readonly password: string | undefined;
}

/** A certificate or a client secret in Azure Key Vault. */
export interface KeyVaultConfig {
  readonly kind: "key-vault";
  readonly url: string;
  readonly holds: "certificate" | "secret";
  readonly name: string;
  readonly identityClientId: string | undefined;
}

/** One of these is set, and no more. */
const choices = [
  "CLIENT_SECRET",
  "CLIENT_CERTIFICATE_PATH",
  "CLIENT_CREDENTIAL",
  "KEY_VAULT_CERTIFICATE",
  "KEY_VAULT_SECRET",
] as const satisfies readonly VariableName[];

/** What means nothing without another variable. */
const companions: readonly (readonly [VariableName, needs: readonly VariableName[]])[] = [
  ["CLIENT_CERTIFICATE_KEY_PATH", ["CLIENT_CERTIFICATE_PATH"]],
  ["CLIENT_CERTIFICATE_PASSWORD", ["CLIENT_CERTIFICATE_PATH"]],
  ["KEY_VAULT_URL", ["KEY_VAULT_CERTIFICATE", "KEY_VAULT_SECRET"]],
];

/** The credentials that are set although an emulated tenant knows the app by its secret alone. */
export function credentialsForTenantsAlone(settings: Settings): readonly VariableName[] {
  return choices.filter((name) => name !== "CLIENT_SECRET" && settings[name] !== undefined);
}

/** The one credential that the settings name; undefined with a fault where they name none, several, or half of one. */
export function configuredCredential(
  settings: Settings,
  authority: string | undefined,
  faults: Faults,
): CredentialConfig | undefined {
  const chosen = choices.filter((name) => settings[name] !== undefined);
  const [first, ...others] = chosen;
  if (!first && !choices.some((name) => faults.has(name))) {
    addFault(
      faults,
      "CLIENT_SECRET",
      `is missing, and so is every other credential (${choices.slice(1).join(", ")})`,
    );
  }
  if (first && others.length > 0) {
    addFault(faults, first, `cannot be used beside ${others.join(" and ")}: keep one credential`);
  }
  for (const [name, needs] of companions) {
    if (settings[name] !== undefined && !needs.some((needed) => settings[needed] !== undefined)) {
      addFault(faults, name, `is of no use without ${needs.join(" or ")}`);
    }
  }
  return credentialOf(settings, authority, faults);
}

function credentialOf(
  settings: Settings,
  authority: string | undefined,
  faults: Faults,
): CredentialConfig | undefined {
  const {
    CLIENT_SECRET: secret,
    CLIENT_CERTIFICATE_PATH: path,
    CLIENT_CREDENTIAL: identity,
    AZURE_FEDERATED_TOKEN_FILE: tokenFile,
  } = settings;
  if (secret !== undefined) {
    return { kind: "secret", secret };
  }
  if (path !== undefined) {
    const { CLIENT_CERTIFICATE_KEY_PATH: keyPath, CLIENT_CERTIFICATE_PASSWORD: password } = settings;
    return { kind: "certificate", path, keyPath, password };
  }
  if (identity === "managed-identity") {
    return managedIdentityOf(settings, authority, faults);
  }
  if (identity === "workload-identity") {
    if (tokenFile === undefined) {
      addFault(faults, "AZURE_FEDERATED_TOKEN_FILE", "is missing");
      return undefined;
    }
    return { kind: "workload-identity", tokenFile };
  }
  return keyVaultOf(settings, faults);
}

/**
 * An identity stands for applications of its own tenant alone, which is that of the Azure subscription and never an
 * external one; and it has to be user-assigned.
 *
 * @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
 */
function managedIdentityOf(
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

function keyVaultOf(settings: Settings, faults: Faults): KeyVaultConfig | undefined {
  const {
    KEY_VAULT_URL: url,
    KEY_VAULT_CERTIFICATE: certificate,
    KEY_VAULT_SECRET: secret,
    AZURE_CLIENT_ID: identityClientId,
  } = settings;
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
