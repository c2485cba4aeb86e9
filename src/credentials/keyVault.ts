import { DefaultAzureCredential } from "@azure/identity";
import { type KeyVaultSecret, SecretClient } from "@azure/keyvault-secrets";
import type { KeyVaultConfig } from "../config/credential.js";
import type { Log } from "../log.js";
import { certificateAndKeyIn } from "./certificateAndKey.js";
import { certificateCredential } from "./certificateCredential.js";
import { CredentialError } from "./credentialError.js";
import { type LoadedCredential, RenewableCredential } from "./renewableCredential.js";

/** In milliseconds. */
const renewalInterval = 60 * 60 * 1000;

/**
 * Gives the client secret or certificate that Azure Key Vault keeps, read again every hour. A certificate is read as the
 * secret of the same name, which holds its private key too.
 *
 * @see https://learn.microsoft.com/azure/key-vault/certificates/about-certificates
 * @throws CredentialError where it cannot be read or used.
 */
export function refreshFromKeyVault(config: KeyVaultConfig, log: Log): Promise<RenewableCredential> {
  const { url, identityClientId } = config;
  const identity = new DefaultAzureCredential(
    identityClientId === undefined ? {} : { managedIdentityClientId: identityClientId },
  );
  const vault = new SecretClient(url, identity);
  return RenewableCredential.load(() => load(vault, config), renewalInterval, log);
}

async function load(vault: SecretClient, { holds, name }: KeyVaultConfig): Promise<LoadedCredential> {
  const { value, properties } = await read(vault, name);
  if (!value) {
    throw new CredentialError(`The secret ${name} of the key vault is empty.`);
  }
  if (holds === "secret") {
    return { credential: { clientSecret: value } };
  }
  try {
    const encoding = properties.contentType === "application/x-pkcs12" ? "base64" : "utf8";
    const content = Buffer.from(value, encoding);
    return certificateCredential(await certificateAndKeyIn(content, undefined, undefined), undefined);
  } catch (error) {
    throw error instanceof CredentialError
      ? new CredentialError(`KEY_VAULT_CERTIFICATE (${name}) ${error.message}.`)
      : error;
  }
}

async function read(vault: SecretClient, name: string): Promise<KeyVaultSecret> {
  try {
    return await vault.getSecret(name);
  } catch (error) {
    const [reason] = error instanceof Error ? `${error.name}: ${error.message}`.split("\n") : ["unknown"];
    throw new CredentialError(`The key vault's secret ${name} cannot be read: ${reason}`);
  }
}
