import { decodeJwt } from "jose";
import * as z from "zod";
import { LoggableError } from "../../log/loggableError.js";
import { managedIdentityTokens } from "./managedIdentityTokens.js";

/** Whom Azure knows in Redis, and until when: the id of an identity, with a token of it as the password. */
export interface ExpiringRedisUser {
  readonly username: string;
  readonly password: string;
  readonly expiresOn: Date;
}

/** Azure's application for Redis. */
const resource = "https://redis.azure.com";

const claims = z.object({ oid: z.guid() });

/**
 * Returns what gets a new token for Redis of the user-assigned identity with this client ID, or of the system-assigned one.
 *
 * @see https://learn.microsoft.com/azure/redis/entra-for-authentication
 */
export function redisUserOf(identityClientId: string | undefined): () => Promise<ExpiringRedisUser> {
  const acquire = managedIdentityTokens(identityClientId);
  return async () => {
    const { token, expiresOn } = await acquire({ resource, forceRefresh: true });
    return { username: objectIdIn(token), password: token, expiresOn: dateIn(expiresOn) };
  };
}

/** Of too many seconds MSAL makes a date that is none. */
function dateIn(expiresOn: unknown): Date {
  const { data } = z.date().safeParse(expiresOn);
  if (data === undefined) {
    throw new LoggableError("The endpoint of the managed identity does not say when its token expires.");
  }
  return data;
}

/** Redis verifies the token; the app only reads in it whose it is. */
function objectIdIn(token: string): string {
  try {
    return claims.parse(decodeJwt(token)).oid;
  } catch {
    throw new LoggableError("The token of the managed identity does not say whose it is (oid).");
  }
}
