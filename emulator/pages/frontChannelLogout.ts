import type { Session } from "oidc-provider";
import type { EmulatorClient } from "../client.js";
import { sessionId } from "../tokens/idTokenClaims.js";

/**
 * The addresses that tell the apps of a session that it is over (OpenID Connect Front-Channel Logout 1.0, section 3), with
 * the `sid` of their tokens and, as Entra has it, without `iss`. Apps that registered none are not told.
 */
export function frontChannelLogouts(session: Session, clients: readonly EmulatorClient[]): string[] {
  const usedBy = new Set(Object.keys(session.authorizations ?? {}));
  return clients.flatMap(({ clientId, logoutUrl }) => {
    if (logoutUrl === undefined || !usedBy.has(clientId)) {
      return [];
    }
    const url = new URL(logoutUrl);
    url.searchParams.set("sid", sessionId(session.uid));
    return [url.href];
  });
}
