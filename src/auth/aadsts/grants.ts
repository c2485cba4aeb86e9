const endedByPassword = "The person's password was changed or reset, which ended the grant.";

/** Numbers by which the tenant says that a code or a token serves no more, and what a developer should know of it. */
export const endedGrants: Readonly<Record<number, string>> = {
  50089: "The person took too long on the tenant's pages.",
  50132: endedByPassword,
  50133: endedByPassword,
  50139: "The provider that the person signs in with has ended the session.",
  50173: "The grant was revoked: by an administrator, or by a change of the password.",
  54005: "The authorization code was redeemed before, by a reload or a replay.",
  70000: "The authorization code is none of this application's.",
  70008: "The authorization code, or the refresh token, expired before it was redeemed.",
  70043: "The refresh token has ended by the sign-in frequency of a Conditional Access policy.",
  501481: "The PKCE verifier does not match the challenge of this code.",
  700082: "The refresh token has expired, for it was not used.",
};
