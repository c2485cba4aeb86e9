import type { Session } from "oidc-provider";
import type { EmulatorClient } from "../config/tenant.js";
import { sessionId } from "./idTokenClaims.js";
import type { Tenant } from "./tenant.js";

/**
 * The addresses that tell the apps of a session that it is over, with the issuer and the `sid` of their tokens (OpenID
 * Connect Front-Channel Logout 1.0, section 3). Apps that registered none are not told.
 */
export function frontChannelLogouts(
  session: Session,
  clients: readonly EmulatorClient[],
  { issuer }: Tenant,
): string[] {
  const usedBy = new Set(Object.keys(session.authorizations ?? {}));
  return clients.flatMap(({ clientId, logoutUrl }) => {
    if (logoutUrl === undefined || !usedBy.has(clientId)) {
      return [];
    }
    const url = new URL(logoutUrl);
    url.searchParams.set("iss", issuer);
    url.searchParams.set("sid", sessionId(session.uid));
    return [url.href];
  });
}
