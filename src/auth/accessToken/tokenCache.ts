import type { ConfidentialClientApplication } from "@azure/msal-node";
import * as z from "zod";
import { LoggableError } from "../../log/loggableError.js";
import { AuthError } from "../errors/authError.js";

/** MSAL's cache as it writes it, as far as it is changed here. */
const writtenByMsal = z.looseObject({ AccessToken: z.record(z.string(), z.looseObject({})) });

/**
 * Returns a client's cache as MSAL writes it, but for what is not kept: the claims of ID tokens, which are those of the
 * session, and when to renew an access token before it expires. From then on MSAL would renew it at each call, and yet return
 * the old one as if there were no other.
 */
export function writtenCache(client: ConfidentialClientApplication): string {
  const cache = writtenByMsal.parse(JSON.parse(client.getTokenCache().serialize()));
  for (const token of Object.values(cache.AccessToken)) {
    delete token.refresh_on;
  }
  return JSON.stringify({ ...cache, IdToken: {} });
}

/**
 * Gives a new client the cache that another one has written.
 *
 * @throws AuthError `sign_in_needed` if there is none, or it is none of MSAL's.
 */
export function readCache(client: ConfidentialClientApplication, cache: string | undefined): void {
  if (cache === undefined) {
    throw new AuthError("sign_in_needed", { cause: new LoggableError("the session has no tokens") });
  }
  try {
    client.getTokenCache().deserialize(cache);
  } catch {
    throw new AuthError("sign_in_needed", { cause: new LoggableError("the tokens cannot be read") });
  }
}
