/** An application as it is registered in an emulated tenant. */
export interface EmulatorClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  readonly postLogoutRedirectUris: readonly string[];
  /** The front-channel logout URL, which hears of sign-outs. */
  readonly logoutUrl?: string;
  /** Certificates, as PEM, that the application may prove itself with in place of the secret. */
  readonly certificates?: readonly string[];
  /** Whose tokens stand for the application in place of the secret. */
  readonly federatedCredentials?: readonly FederatedCredential[];
}

/**
 * A federated identity credential: tokens of this issuer, with this subject and audience, stand for the application.
 *
 * @see https://learn.microsoft.com/graph/api/resources/federatedidentitycredential
 */
interface FederatedCredential {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

/**
 * The addresses that an application may name to come back to. Entra has one list of redirect URIs, and compares those of
 * sign-ins and of sign-outs with it.
 */
export function registeredUris({ redirectUris, postLogoutRedirectUris }: EmulatorClient): string[] {
  return [...new Set([...redirectUris, ...postLogoutRedirectUris])];
}
