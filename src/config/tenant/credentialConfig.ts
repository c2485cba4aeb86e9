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
