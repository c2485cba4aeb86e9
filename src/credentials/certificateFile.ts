import { unwatchFile, watchFile } from "node:fs";
import { readFile } from "node:fs/promises";
import type { CertificateFileConfig } from "../config/credential.js";
import type { Log } from "../log.js";
import { certificateAndKeyIn } from "./certificateAndKey.js";
import { certificateCredential } from "./certificateCredential.js";
import type { ClientCredential } from "./clientCredential.js";
import { CredentialError } from "./credentialError.js";
import { type LoadedCredential, RenewableCredential } from "./renewableCredential.js";

/** Milliseconds between two looks at the files. Looking finds what notifications miss on mounted secrets and shares. */
const lookInterval = 1_000;

/** Milliseconds; a certificate that is about to expire is mentioned once a day. */
const renewalInterval = 24 * 60 * 60 * 1000;

/**
 * Gives the certificate in the files that the configuration names, and the renewed one from when they change.
 *
 * @throws CredentialError where it cannot be used.
 */
export async function watchCertificateFile(
  config: CertificateFileConfig,
  log: Log,
): Promise<ClientCredential> {
  const credential = await RenewableCredential.load(() => load(config), renewalInterval, log);
  const files = config.keyPath === undefined ? [config.path] : [config.path, config.keyPath];
  const renew = () => void credential.renew();
  for (const file of files) {
    watchFile(file, { interval: lookInterval, persistent: false }, renew);
  }
  return {
    get current() {
      return credential.current;
    },
    close() {
      credential.close();
      for (const file of files) {
        unwatchFile(file, renew);
      }
    },
  };
}

async function load({ path, keyPath, password }: CertificateFileConfig): Promise<LoadedCredential> {
  const content = await read("CLIENT_CERTIFICATE_PATH", path);
  const key = keyPath === undefined ? undefined : await read("CLIENT_CERTIFICATE_KEY_PATH", keyPath);
  try {
    return certificateCredential(await certificateAndKeyIn(content, key, password), password);
  } catch (error) {
    throw error instanceof CredentialError
      ? new CredentialError(`CLIENT_CERTIFICATE_PATH (${path}) ${error.message}.`)
      : error;
  }
}

async function read(variable: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? error.code : "unknown";
    throw new CredentialError(`${variable} (${path}) cannot be read: ${reason}.`);
  }
}
