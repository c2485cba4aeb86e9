import type { Session } from "oidc-provider";
import type { Applications } from "../applications/applications.js";
import { sessionId } from "../tokens/idTokenClaims.js";

/**
 * The addresses that tell the apps of a session that it is over (OpenID Connect Front-Channel Logout 1.0, section 3), with
 * the `sid` of their tokens and, as Entra has it, without `iss`. Apps that registered none are not told.
 */
export function frontChannelLogouts(session: Session, applications: Applications): string[] {
  return Object.keys(session.authorizations ?? {}).flatMap((clientId) => {
    const logoutUrl = applications.find(clientId)?.logoutUrl;
    if (logoutUrl === undefined) {
      return [];
    }
    const url = new URL(logoutUrl);
    url.searchParams.set("sid", sessionId(session.uid));
    return [url.href];
  });
}
