import type { KoaContextWithOIDC } from "oidc-provider";

/** Returns what tokens that come straight from the authorization endpoint say of the sign-in: what the session knows. */
export function sourceInSession(ctx: KoaContextWithOIDC) {
  // Tokens of other endpoints are made outside of a session.
  const session = ctx.oidc?.session;
  return (
    session && {
      sessionUid: session.uid,
      acr: session.acr,
      amr: session.amr,
      authTime: session.authTime(),
    }
  );
}
