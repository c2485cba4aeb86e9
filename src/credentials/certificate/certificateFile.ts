import { readFile } from "node:fs/promises";
import type { ClientCredential } from "../../auth/clientCredential.js";
import type { CertificateFileConfig } from "../../config/tenant/credentialConfig.js";
import type { Log } from "../../log/log.js";
import { blaming, CredentialError } from "../credentialError.js";
import { type LoadedCredential, RenewableCredential } from "../renewableCredential.js";
import { certificateAndKeyIn } from "./certificateAndKey.js";
import { certificateCredential } from "./certificateCredential.js";
import { versionsOf, watchVersions } from "./fileVersions.js";
import { readPrivateKey } from "./privateKey.js";

const advice = "; an encrypted one needs the right CLIENT_CERTIFICATE_PASSWORD";

/** Milliseconds; a certificate that is about to expire is mentioned once a day. */
const renewalInterval = 24 * 60 * 60 * 1000;

/**
 * Returns the certificate in the files that the configuration names, and the renewed one from when they change.
 *
 * @throws CredentialError if it cannot be used.
 */
export async function watchCertificateFile(
  config: CertificateFileConfig,
  log: Log,
): Promise<ClientCredential> {
  const files = config.keyPath === undefined ? [config.path] : [config.path, config.keyPath];
  const seen = await versionsOf(files);
  const credential = await RenewableCredential.load(() => load(config), renewalInterval, log);
  const stopWatching = watchVersions(files, seen, () => void credential.renew());
  return {
    get current() {
      return credential.current;
    },
    close() {
      stopWatching();
      credential.close();
    },
  };
}

async function load({ path, keyPath, password }: CertificateFileConfig): Promise<LoadedCredential> {
  const key =
    keyPath === undefined
      ? undefined
      : await blaming(`CLIENT_CERTIFICATE_KEY_PATH (${keyPath})`, () => readKey(keyPath, password), advice);
  return blaming(
    `CLIENT_CERTIFICATE_PATH (${path})`,
    async () => certificateCredential(await certificateAndKeyIn(await read(path), key, password), password),
    advice,
  );
}

/** What is wrong with the key is said of the key's file. */
async function readKey(path: string, password: string | undefined): Promise<Buffer> {
  const content = await read(path);
  readPrivateKey(content, password);
  return content;
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? error.code : "unknown";
    throw new CredentialError(`cannot be read: ${reason}`);
  }
}
