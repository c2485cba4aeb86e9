import { AuthError } from "../../auth/errors/authError.js";
import { managedIdentityTokens } from "./managedIdentityTokens.js";

interface ManagedIdentity {
  /** That of a user-assigned identity. */
  readonly identityClientId: string;
}

/**
 * Proves the app's identity with the token of a managed identity, as a federated credential of an application of a
 * workforce tenant.
 *
 * @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
 */
export function managedIdentityAssertion(
  { identityClientId }: ManagedIdentity,
  authority: string,
): () => Promise<string> {
  const acquire = managedIdentityTokens(identityClientId);
  const resource = tokenExchangeAudience(authority);
  return async () => {
    try {
      const { token } = await acquire({ resource });
      return token;
    } catch (cause) {
      throw new AuthError("credential_unavailable", { cause });
    }
  };
}

/** Each cloud has an audience of its own for tokens that stand for an application. */
export function tokenExchangeAudience(authority: string): string {
  switch (new URL(authority).hostname) {
    case "login.microsoftonline.us":
      return "api://AzureADTokenExchangeUSGov";
    case "login.partner.microsoftonline.cn":
      return "api://AzureADTokenExchangeChina";
    default:
      return "api://AzureADTokenExchange";
  }
}
