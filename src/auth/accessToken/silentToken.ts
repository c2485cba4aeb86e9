import type { ConfidentialClientApplication, SilentFlowRequest } from "@azure/msal-node";
import { AuthError } from "../errors/authError.js";
import { readCache, writtenCache } from "./tokenCache.js";

/** An access token, and the cache as it is to be kept if it has changed. */
export interface SilentToken {
  readonly accessToken: string;
  readonly changed: string | undefined;
}

/**
 * Gets an access token out of a cache, or by the refresh token in it.
 *
 * @throws AuthError `sign_in_needed` if there is no cache that can be read, `answer_invalid` if the tenant gives an empty token;
 * what MSAL throws.
 */
export async function acquireSilently(
  client: ConfidentialClientApplication,
  cache: string | undefined,
  request: SilentFlowRequest,
): Promise<SilentToken> {
  readCache(client, cache);
  const { accessToken, fromCache } = await client.acquireTokenSilent(request);
  if (accessToken === "") {
    throw new AuthError("answer_invalid");
  }
  return { accessToken, changed: fromCache ? undefined : writtenCache(client) };
}
