import type { ClientCredential, MsalCredential } from "../auth/clientCredential.js";
import type { Config } from "../config/config.js";
import { ConfigError } from "../config/configError.js";
import type { Log } from "../log/log.js";
import { watchCertificateFile } from "./certificate/certificateFile.js";
import { CredentialError } from "./credentialError.js";
import { workloadIdentityAssertion } from "./identity/workloadIdentity.js";

/**
 * Makes ready the credential that the configuration names.
 *
 * @throws ConfigError if it cannot be used: a file that is missing, a certificate that has expired.
 */
export async function createClientCredential(config: Config, log: Log): Promise<ClientCredential> {
  try {
    return await create(config, log);
  } catch (error) {
    throw error instanceof CredentialError ? new ConfigError([error.message]) : error;
  }
}

async function create(config: Config, log: Log): Promise<ClientCredential> {
  const { credential } = config;
  switch (credential.kind) {
    case "secret":
      return constant({ clientSecret: credential.secret });
    case "certificate":
      return watchCertificateFile(credential, log);
    case "managed-identity": {
      const { managedIdentityAssertion } = await import("./identity/managedIdentity.js");
      return constant({ clientAssertion: managedIdentityAssertion(credential, config.authority) });
    }
    case "workload-identity":
      return constant({ clientAssertion: await workloadIdentityAssertion(credential) });
    case "key-vault": {
      const { refreshFromKeyVault } = await import("./keyVault.js");
      return refreshFromKeyVault(credential, log);
    }
  }
}

/** What never changes, or asks for a new token by itself. */
function constant(current: MsalCredential): ClientCredential {
  return { current, close: () => undefined };
}
