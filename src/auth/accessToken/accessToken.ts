import { randomUUID } from "node:crypto";
import type { ConfidentialClientApplication, SilentFlowRequest } from "@azure/msal-node";
import { tokenRefreshed, tokenRefreshFailed } from "../../telemetry/events.js";
import { AuthError } from "../errors/authError.js";
import { keptToken } from "./keptToken.js";
import { readCache, writtenCache } from "./tokenCache.js";
import type { TokenHolder, TokenOptions } from "./tokenRequest.js";

interface AccessTokenParts {
  readonly clientId: string;
  /** Returns an MSAL client with an empty cache. */
  readonly newClient: () => Promise<ConfidentialClientApplication>;
}

/**
 * Returns an access token for these scopes: the one that is kept, or a new one by the refresh token, which is then kept.
 *
 * @throws AuthError as `AuthProvider.getToken`.
 */
export async function accessToken(
  { account, tokens }: TokenHolder,
  scopes: readonly string[],
  { correlationId = randomUUID(), claims = "", forceRefresh = false }: TokenOptions,
  { clientId, newClient }: AccessTokenParts,
): Promise<string> {
  const cache = await tokens.read();
  const kept = claims === "" && !forceRefresh && keptToken(cache, { account, clientId, scopes });
  if (kept) {
    return kept;
  }
  const request = { account, scopes: [...scopes], correlationId, claims, forceRefresh };
  const { token, changed } = await silently(newClient, cache, request).catch(async (error: unknown) => {
    const { toTokenError } = await import("../errors/toTokenError.js");
    const refusal = toTokenError(error, correlationId);
    tokenRefreshFailed.publish(refusal);
    throw refusal;
  });
  if (changed !== undefined) {
    tokenRefreshed.publish({});
    await tokens.write(changed);
  }
  return token;
}

/** Gets a token out of a cache, or by the refresh token in it, and the cache as it is to be kept if it has changed. */
async function silently(
  newClient: () => Promise<ConfidentialClientApplication>,
  cache: string | undefined,
  request: SilentFlowRequest,
): Promise<{ token: string; changed: string | undefined }> {
  const client = await newClient();
  readCache(client, cache);
  const { accessToken: token, fromCache } = await client.acquireTokenSilent(request);
  if (token === "") {
    throw new AuthError("answer_invalid");
  }
  return { token, changed: fromCache ? undefined : writtenCache(client) };
}
