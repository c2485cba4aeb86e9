import { ManagedIdentityApplication, ServerError } from "@azure/msal-node";
import * as z from "zod";
import { createMsalNetworkClient } from "../../auth/http/msalNetworkClient.js";
import { TenantClient } from "../../auth/http/tenantClient.js";
import { codeWord } from "../../log/codeWord.js";
import { LoggableError } from "../../log/loggableError.js";

interface TokenRequest {
  /** Whom the token is for. */
  readonly resource: string;
  /** Asks the endpoint, although MSAL still keeps a token. */
  readonly forceRefresh?: boolean;
}

interface IdentityToken {
  readonly token: string;
  /** Null if the endpoint does not say it. */
  readonly expiresOn: Date | null;
}

/**
 * Returns what gets the tokens of a managed identity of Azure: the user-assigned one with this client ID, or the
 * system-assigned one. MSAL keeps a token until shortly before it expires.
 *
 * @see https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview
 */
export function managedIdentityTokens(
  identityClientId: string | undefined,
): (request: TokenRequest) => Promise<IdentityToken> {
  const identity = new ManagedIdentityApplication({
    ...(identityClientId !== undefined && {
      managedIdentityIdParams: { userAssignedClientId: identityClientId },
    }),
    // The app's time limit and its second try are enough; MSAL would keep a person waiting far longer.
    system: { networkClient: createMsalNetworkClient(new TenantClient()), disableInternalRetries: true },
  });
  return async (request) => {
    try {
      const { accessToken, expiresOn } = await identity.acquireToken(request);
      return { token: tokenOf(accessToken), expiresOn };
    } catch (error) {
      throw error instanceof ServerError ? refusal(error) : error;
    }
  };
}

function tokenOf(accessToken: unknown): string {
  const { data } = z.string().min(1).safeParse(accessToken);
  if (data === undefined) {
    throw new LoggableError("The endpoint of the managed identity gave no token.");
  }
  return data;
}

/** MSAL's error has no code where the endpoint of App Service refuses, and some endpoints give a text in its place. */
function refusal({ status, errorCode }: ServerError): Error {
  const word = codeWord(errorCode);
  const code = word === undefined ? "" : ` (${word})`;
  return new LoggableError(`The endpoint of the managed identity answered with status ${status}${code}.`);
}
