import type { Configuration, INetworkModule } from "@azure/msal-node";
import type { MsalCredential } from "./auth/clientCredential.js";
import type { AuthorityMetadata } from "./auth/tenant/authorityMetadata.js";
import type { Config } from "./config/config.js";

/**
 * Returns MSAL's configuration. MSAL goes out by the app's own HTTP client. It logs nothing, because its lines repeat what
 * the tenant answers; what stops a sign-in it throws, and the app says it in one line. MSAL takes only `https:` authorities,
 * so that of a loopback tenant is named with `https:`; the endpoints that MSAL then calls are those of the metadata.
 *
 * @see https://learn.microsoft.com/entra/msal/javascript/node/configuration
 */
export function authConfig(
  { authority, clientId }: Config,
  credential: MsalCredential,
  metadata: AuthorityMetadata,
  networkClient: INetworkModule,
): Configuration {
  return {
    auth: {
      authority: authority.replace(/^http:/, "https:"),
      knownAuthorities: [new URL(authority).host],
      authorityMetadata: JSON.stringify(metadata),
      clientId,
      ...credential,
    },
    system: { networkClient },
  };
}
