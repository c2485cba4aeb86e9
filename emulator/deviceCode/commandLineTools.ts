import type { ClientMetadata } from "oidc-provider";

/** RFC 8628 section 3.4. */
export const deviceCodeGrant = "urn:ietf:params:oauth:grant-type:device_code";

/**
 * "Microsoft Graph Command Line Tools", a public client that is in every tenant. It signs people in by device code,
 * and in a browser that comes back to any port of localhost (RFC 8252 section 7.3).
 */
export const commandLineTools: ClientMetadata = {
  client_id: "14d82eec-204b-4c2f-b7e8-296a70dab67e",
  client_name: "Microsoft Graph Command Line Tools",
  application_type: "native",
  token_endpoint_auth_method: "none",
  grant_types: [deviceCodeGrant, "authorization_code", "refresh_token"],
  redirect_uris: ["http://localhost"],
  response_types: ["code"],
  // Entra's are pairwise, which oidc-provider has for no public client with a device.
  subject_type: "public",
};
