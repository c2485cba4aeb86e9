import type { ConfidentialClientApplication } from "@azure/msal-node";
import { LoggableError } from "../../log/loggableError.js";
import { AuthError } from "../errors/authError.js";

/**
 * What of a cache is not kept. The claims of ID tokens are those of the session. An access token that the tenant would renew
 * before it expires MSAL renews at each call, and yet returns the old one as if there were no other.
 */
const leftOut: readonly string[] = ["IdToken", "refresh_on"];

/** Returns a client's cache as MSAL writes it, but for what is of no use later. */
export function writtenCache(client: ConfidentialClientApplication): string {
  const cache: unknown = JSON.parse(client.getTokenCache().serialize());
  return JSON.stringify(cache, (name, value: unknown) => (leftOut.includes(name) ? undefined : value));
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
