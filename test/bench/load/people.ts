import { createHash } from "node:crypto";
import type { SignIn } from "../../../src/auth/signIn.js";
import { registration } from "../../support/app/startApp.js";
import { tenantId } from "../../support/tenant/claimsOfAda.js";

/** Seconds since 1970. The times among the claims are shown, and end no session. */
const issuedAt = 1_783_936_800;

/** The name of a person, which no other person's name contains. */
export function nameOf(person: number): string {
  return `Ada Winters ${String(person).padStart(7, "0")}`;
}

let nextPerson = 1_000_000;

/** Somebody who has not been signed in before. */
export function newPerson(): number {
  nextPerson += 1;
  return nextPerson;
}

/** The id of a person's session, as long as those of express-session. */
export function sessionIdOf(person: number): string {
  return opaque("session", person, 32);
}

/** A person who has signed in, with the claims that Entra External ID usually sends, in their usual lengths. */
export function signInOf(person: number): SignIn {
  const own = claimsOf(person);
  return {
    account: {
      homeAccountId: `${own.oid}.${tenantId}`,
      environment: `${tenantId}.ciamlogin.com`,
      tenantId,
      localAccountId: own.oid,
      username: own.preferred_username,
    },
    claims: {
      aud: registration.clientId,
      iss: `https://${tenantId}.ciamlogin.com/${tenantId}/v2.0`,
      iat: issuedAt,
      nbf: issuedAt,
      exp: issuedAt + 3900,
      nonce: opaque("nonce", person, 43),
      tid: tenantId,
      ver: "2.0",
      ...own,
    },
    returnTo: "/",
    startedAt: issuedAt * 1000,
  };
}

/** The claims that are a person's own, those that Entra keeps for itself among them. */
export function claimsOf(person: number) {
  const username = `ada.winters.${person}@contoso.example`;
  return {
    sub: opaque("sub", person, 43),
    oid: guid("oid", person),
    name: nameOf(person),
    preferred_username: username,
    email: username,
    sid: guid("sid", person),
    login_hint: opaque("login_hint", person, 140),
    aio: opaque("aio", person, 120),
    rh: opaque("rh", person, 60),
    uti: opaque("uti", person, 22),
  };
}

/** Text without a pattern, always the same for the same person. */
export function opaque(purpose: string, person: number, length: number): string {
  return createHash("shake256", { outputLength: length })
    .update(`${purpose} of ${person}`)
    .digest("base64url")
    .slice(0, length);
}

function guid(purpose: string, person: number): string {
  const digits = createHash("sha256").update(`${purpose} of ${person}`).digest("hex");
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}
