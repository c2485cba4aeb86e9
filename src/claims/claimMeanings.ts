/**
 * What the claims of an ID token mean.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference
 */
export const claimMeanings: ReadonlyMap<string, string> = new Map([
  ["aud", "Audience: the client id of the app that the token is for."],
  ["iss", "Issuer: the tenant that made the token."],
  ["iat", "Issued at: when the token was made."],
  ["nbf", "Not before: the token is not valid until then."],
  ["exp", "Expires: the token is not valid after that."],
  ["auth_time", "When the person last proved who they are."],
  ["sub", "Subject: the person, by an id that this app alone sees. It never changes."],
  ["oid", "Object id: the person, by an id that all apps of the tenant see. It never changes."],
  ["tid", "Tenant id: the tenant that the person signed in to."],
  ["ver", "The version of the token's format."],
  ["name", "The person's name, for display. It can change."],
  ["given_name", "The person's first name, for display."],
  ["family_name", "The person's last name, for display."],
  ["preferred_username", "What the person signs in with, for display. It can change."],
  ["email", "The person's e-mail address. It can change, so it must not decide what they may do."],
  ["nonce", "The value that ties the token to this app's sign-in request."],
  ["sid", "Session id: the person's session at the tenant, used to sign out everywhere."],
  ["idp", "Identity provider: who checked the person's identity."],
  ["login_hint", "A value that tells the tenant who signs out, so that it need not ask."],
  ["roles", "The app roles that the person has been given."],
  ["groups", "The object ids of the groups that the person is in."],
  ["_claim_names", "Claims that did not fit into the token, and where to look for them."],
  ["_claim_sources", "Where the claims that did not fit can be fetched."],
  ["hasgroups", "The person is in more groups than fit into the token."],
]);

/** Claims that Entra keeps for itself. */
export const internalClaims: ReadonlySet<string> = new Set(["aio", "rh", "uti"]);

/** Claims that hold a time, in seconds since 1970 (RFC 7519, section 2, NumericDate). */
export const timeClaims: ReadonlySet<string> = new Set(["iat", "nbf", "exp", "auth_time"]);
