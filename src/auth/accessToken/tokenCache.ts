import type { ConfidentialClientApplication } from "@azure/msal-node";
import { LoggableError } from "../../log/loggableError.js";
import { AuthError } from "../errors/authError.js";

/**
 * Returns a client's cache as MSAL writes it, but for the ID tokens, which it needs no more: their claims are those of the
 * session.
 */
export function writtenCache(client: ConfidentialClientApplication): string {
  const { IdToken: _, ...kept }: Record<string, unknown> = JSON.parse(client.getTokenCache().serialize());
  return JSON.stringify(kept);
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
