import type { AuthorityMetadata } from "../../../src/auth/tenant/authorityMetadata.js";

/** The metadata of a tenant under this authority, which ends in a tenant. */
export function metadataOf(authority: string): AuthorityMetadata {
  return {
    issuer: `${authority}/v2.0`,
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    end_session_endpoint: `${authority}/oauth2/v2.0/logout`,
    jwks_uri: `${authority}/discovery/v2.0/keys`,
  };
}
