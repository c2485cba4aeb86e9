import { createHash } from "node:crypto";
import { tenantIdOf } from "./issuers.js";

/**
 * Names a person's session at the tenant by the issuer and the session id of its tokens (OpenID Connect Front-Channel
 * Logout 1.0, section 3). A tenant has several issuer names, so its id stands for all of them.
 */
export function tenantSessionKey({ iss, sid }: { iss?: unknown; sid?: unknown }): string | undefined {
  if (typeof iss !== "string" || typeof sid !== "string" || sid === "") {
    return undefined;
  }
  return createHash("sha256")
    .update(JSON.stringify([tenantIdOf(iss) ?? iss, sid]))
    .digest("base64url");
}
