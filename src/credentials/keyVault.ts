import {
  AggregateAuthenticationErrorName,
  CredentialUnavailableErrorName,
  DefaultAzureCredential,
} from "@azure/identity";
import { SecretClient } from "@azure/keyvault-secrets";
import pTimeout from "p-timeout";
import * as z from "zod";
import type { KeyVaultConfig } from "../config/tenant/credentialConfig.js";
import { describeCause } from "../log/describeCause.js";
import type { Log } from "../log/log.js";
import { certificateAndKeyIn } from "./certificate/certificateAndKey.js";
import { certificateCredential } from "./certificate/certificateCredential.js";
import { blaming, CredentialError } from "./credentialError.js";
import { type LoadedCredential, RenewableCredential } from "./renewableCredential.js";

/** Milliseconds between two readings. */
const renewalInterval = 60 * 60 * 1000;

/** Seconds in which an identity has to be found and the vault has to answer. */
const timeLimit = 30;

const secret = z.object({
  value: z.string().trim().min(1),
  properties: z.object({ contentType: z.string().optional() }),
});

/**
 * Returns the client secret or certificate that Azure Key Vault keeps, read again every hour. A certificate is read as the
 * secret of the same name, which holds its private key too.
 *
 * @see https://learn.microsoft.com/azure/key-vault/certificates/about-certificates
 * @throws CredentialError if it cannot be read or used.
 */
export async function refreshFromKeyVault(config: KeyVaultConfig, log: Log): Promise<RenewableCredential> {
  const vault = await reading(config, async () => connect(config));
  return RenewableCredential.load(() => load(vault, config), renewalInterval, log);
}

function connect({ url, identityClientId }: KeyVaultConfig): SecretClient {
  const identity = new DefaultAzureCredential(
    identityClientId === undefined ? {} : { managedIdentityClientId: identityClientId },
  );
  return new SecretClient(url, identity);
}

async function load(vault: SecretClient, config: KeyVaultConfig): Promise<LoadedCredential> {
  const { value, properties } = await reading(config, () => read(vault, config.name));
  if (config.holds === "secret") {
    return { credential: { clientSecret: value } };
  }
  const encoding = properties.contentType === "application/x-pkcs12" ? "base64" : "utf8";
  const content = Buffer.from(value, encoding);
  return blaming(`KEY_VAULT_CERTIFICATE (${config.name})`, async () =>
    certificateCredential(await certificateAndKeyIn(content, undefined, undefined), undefined),
  );
}

async function read(vault: SecretClient, name: string): Promise<z.infer<typeof secret>> {
  const abortSignal = AbortSignal.timeout(timeLimit * 1000);
  // Not everything that looks for an identity heeds the signal.
  const answer = pTimeout(vault.getSecret(name, { abortSignal }), {
    milliseconds: Number.POSITIVE_INFINITY,
    signal: abortSignal,
  });
  return secret.parse(await answer);
}

async function reading<T>({ name }: KeyVaultConfig, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw new CredentialError(`The key vault's secret ${name} cannot be read: ${reasonOf(error)}`);
  }
}

/** The vault's own sentences stay out. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return "unknown";
  }
  switch (error.name) {
    case "AbortError":
    case "TimeoutError":
      return `the vault, or what gives the app its identity, did not answer within ${timeLimit} seconds.`;
    case AggregateAuthenticationErrorName:
    case CredentialUnavailableErrorName:
      return "no identity can be had here. Give the app a managed identity in Azure, or run az login at your desk.";
  }
  // The client reads whatever it is answered as a secret, and trips over what is none.
  if (error instanceof TypeError || error instanceof z.ZodError || isUnparsed(error)) {
    return "the vault's answer holds no secret.";
  }
  if (error.message.includes("AZURE_TOKEN_CREDENTIALS")) {
    return "AZURE_TOKEN_CREDENTIALS has a value that Azure's SDK does not know.";
  }
  return describeCause(error);
}

/** The message of this error repeats the answer. */
function isUnparsed(error: Error): boolean {
  return "code" in error && error.code === "PARSE_ERROR";
}
