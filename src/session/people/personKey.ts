import type { IdTokenClaims } from "../../auth/idToken/idTokenValidator.js";
import { keyOf } from "../signOut/signOutKey.js";

/**
 * Names a person by what never changes: the tenant and the object id in it, else the issuer and the subject.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference#use-claims-to-reliably-identify-a-user
 */
export function personKey({ tid, oid, iss, sub }: IdTokenClaims): string {
  return typeof tid === "string" && typeof oid === "string"
    ? keyOf("sessions by oid", tid, oid)
    : keyOf("sessions by sub", iss ?? "", sub);
}
