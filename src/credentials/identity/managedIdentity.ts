import { ManagedIdentityApplication, ServerError } from "@azure/msal-node";
import * as z from "zod";
import { AuthError } from "../../auth/errors/authError.js";
import { createMsalNetworkClient } from "../../auth/http/msalNetworkClient.js";
import { TenantClient } from "../../auth/http/tenantClient.js";
import { codeWord } from "../../log/codeWord.js";
import { LoggableError } from "../../log/loggableError.js";

interface ManagedIdentity {
  /** That of a user-assigned identity. */
  readonly identityClientId: string;
}

/**
 * Proves the app's identity with the token of a managed identity, as a federated credential of an application of a
 * workforce tenant. MSAL keeps the token until shortly before it expires.
 *
 * @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
 */
export function managedIdentityAssertion(
  { identityClientId }: ManagedIdentity,
  authority: string,
): () => Promise<string> {
  const identity = new ManagedIdentityApplication({
    managedIdentityIdParams: { userAssignedClientId: identityClientId },
    // The app's time limit and its second try are enough; MSAL would keep a person waiting far longer.
    system: { networkClient: createMsalNetworkClient(new TenantClient()), disableInternalRetries: true },
  });
  const resource = tokenExchangeAudience(authority);
  return async () => {
    try {
      const { accessToken } = await identity.acquireToken({ resource });
      return tokenOf(accessToken);
    } catch (error) {
      const cause = error instanceof ServerError ? refusal(error) : error;
      throw new AuthError("credential_unavailable", { cause });
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

/** Each cloud has an audience of its own for tokens that stand for an application. */
function tokenExchangeAudience(authority: string): string {
  switch (new URL(authority).hostname) {
    case "login.microsoftonline.us":
      return "api://AzureADTokenExchangeUSGov";
    case "login.partner.microsoftonline.cn":
      return "api://AzureADTokenExchangeChina";
    default:
      return "api://AzureADTokenExchange";
  }
}
