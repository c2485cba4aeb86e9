import type { Configuration } from "@azure/msal-node";
import type { AuthorityMetadata } from "./auth/authorityMetadata.js";
import type { MsalCredential } from "./auth/clientCredential.js";
import type { Config } from "./config/config.js";

/**
 * MSAL's configuration. MSAL takes only `https:` authorities, so that of a loopback tenant is named with `https:`; the
 * endpoints that MSAL then calls are those of the metadata.
 *
 * @see https://learn.microsoft.com/entra/msal/javascript/node/configuration
 */
export function authConfig(
  { authority, clientId }: Config,
  credential: MsalCredential,
  metadata: AuthorityMetadata,
  system: NonNullable<Configuration["system"]>,
): Configuration {
  return {
    auth: {
      authority: authority.replace(/^http:/, "https:"),
      knownAuthorities: [new URL(authority).host],
      authorityMetadata: JSON.stringify(metadata),
      clientId,
      ...credential,
    },
    system,
  };
}
