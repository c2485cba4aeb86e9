import { ManagedIdentityApplication } from "@azure/msal-node";
import type { AxiosInstance } from "axios";
import { AuthError } from "../auth/errors.js";
import { createMsalNetworkClient } from "../auth/msalNetworkClient.js";

interface ManagedIdentity {
  /** That of a user-assigned identity; undefined for the system-assigned one. */
  readonly identityClientId: string | undefined;
}

/**
 * Proves the app's identity with the token of a managed identity, as a federated credential of the application. MSAL
 * keeps the token until shortly before it expires.
 *
 * @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
 */
export function managedIdentityAssertion(
  { identityClientId }: ManagedIdentity,
  authority: string,
  http: AxiosInstance,
): () => Promise<string> {
  const identity = new ManagedIdentityApplication({
    ...(identityClientId !== undefined && {
      managedIdentityIdParams: { userAssignedClientId: identityClientId },
    }),
    // The app's time limit and its second try are enough; MSAL would keep a person waiting far longer.
    system: { networkClient: createMsalNetworkClient(http), disableInternalRetries: true },
  });
  const resource = tokenExchangeAudience(authority);
  return async () => {
    try {
      return (await identity.acquireToken({ resource })).accessToken;
    } catch (cause) {
      throw new AuthError("credential_unavailable", { cause });
    }
  };
}

/** Each cloud has an audience of its own for tokens that stand for an application. */
function tokenExchangeAudience(authority: string): string {
  const { hostname } = new URL(authority);
  if (hostname.endsWith(".us")) {
    return "api://AzureADTokenExchangeUSGov";
  }
  return hostname.endsWith(".cn") ? "api://AzureADTokenExchangeChina" : "api://AzureADTokenExchange";
}
