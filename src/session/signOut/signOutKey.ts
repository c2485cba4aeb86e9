import { createHash } from "node:crypto";
import type { IdTokenClaims } from "../../auth/idToken/idTokenValidator.js";

/**
 * Names a person's session at the tenant by its id, `sid` (OpenID Connect Front-Channel Logout 1.0, section 3). Entra tells
 * of a sign-out by the id alone, and makes each of them unique. Undefined if the token has none.
 */
export function tenantSessionKey({ sid }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof sid === "string" && sid !== "" ? keyOf("sid", sid) : undefined;
}

/** Names what signs out: the session at the tenant, or the person where the token does not name the session. */
export function signOutKey(claims: IdTokenClaims): string {
  return tenantSessionKey(claims) ?? keyOf("person", claims.iss ?? "", claims.sub);
}

/** Returns a key that differs for any other names, and that does not show them. */
export function keyOf(...names: string[]): string {
  return createHash("sha256").update(JSON.stringify(names)).digest("base64url");
}
