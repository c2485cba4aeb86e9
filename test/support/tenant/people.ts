import { randomUUID } from "node:crypto";
import type { JWTPayload } from "jose";
import type { TenantStub } from "./tenantStub.js";

/** The ID token of somebody who is not the stub's usual Ada. */
export function tokenOfBen(tenant: TenantStub): { idToken: (claims: JWTPayload) => Promise<string> } {
  return tokenWith(tenant, {
    sub: "pairwise-subject-of-ben",
    oid: "55555555-6666-4777-8888-999999999999",
    name: "Ben Okafor",
    preferred_username: "ben@contoso.example",
    login_hint: "opaque-hint-of-ben",
  });
}

/** The ID token of a person who has never signed in before. */
export function tokenOfNewPerson(tenant: TenantStub): { idToken: (claims: JWTPayload) => Promise<string> } {
  return tokenWith(tenant, { sub: randomUUID(), oid: randomUUID() });
}

/** An ID token that differs from the stub's usual one in these claims; `undefined` leaves one out. */
export function tokenWith(
  tenant: TenantStub,
  changes: Readonly<Record<string, unknown>>,
): { idToken: (claims: JWTPayload) => Promise<string> } {
  return { idToken: (claims) => tenant.sign({ ...claims, ...changes }) };
}
