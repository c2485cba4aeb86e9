import { randomBytes } from "node:crypto";

/** 256 bits, in characters that states, nonces and PKCE verifiers may have (RFC 7636, section 4.1). */
export function unguessable(): string {
  return randomBytes(32).toString("base64url");
}
