import type { Config } from "../config/config.js";
import type { IdTokenClaims } from "./idToken/idTokenValidator.js";
import type { AuthorityMetadata } from "./tenant/authorityMetadata.js";

/** Returns the address at which the tenant ends a person's session (OpenID Connect RP-Initiated Logout 1.0, section 2). */
export function signOutUrl(
  { end_session_endpoint }: AuthorityMetadata,
  { postLogoutRedirectUri, clientId }: Config,
  claims: IdTokenClaims | undefined,
): string {
  const url = new URL(end_session_endpoint);
  url.searchParams.set("post_logout_redirect_uri", postLogoutRedirectUri);
  // Entra needs none; other OpenID providers send people back only if the request names the app.
  url.searchParams.set("client_id", clientId);
  if (typeof claims?.login_hint === "string") {
    url.searchParams.set("logout_hint", claims.login_hint);
  }
  return url.href;
}
