import type { JWTPayload } from "jose";

/** The tenant of the tests. */
export const tenantId = "aaaabbbb-0000-4ccc-8ddd-eeeeffff0000";

/** What a new ID token of this issuer for this client says of the tests' usual person. */
export function claimsOfAda(iss: string, aud: string): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return {
    aud,
    iss,
    iat: now,
    nbf: now,
    exp: now + 3600,
    sub: "pairwise-subject-of-ada",
    oid: "00000000-1111-4222-8333-444444444444",
    tid: tenantId,
    name: "Ada Winters",
    ver: "2.0",
  };
}
