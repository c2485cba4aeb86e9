import { type Application, customaryClaims, type FederatedCredential } from "./application.js";

/** The client secret if none is set. */
export const wellKnownSecret = "known-to-all-and-good-for-the-emulator-alone";

/** A web app as another program registers it in the emulated tenant, with all that the tenant can give it. */
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
 * The registration of such a web app: every permission is granted, every optional claim configured. Entra has one list of
 * redirect URIs, and compares those of sign-ins and of sign-outs with it.
 */
export function webApplication(client: EmulatorClient): Application {
  const { clientId, clientSecret, logoutUrl, certificates = [], federatedCredentials = [] } = client;
  return {
    clientId,
    displayName: clientId,
    redirectUris: {
      web: [...new Set([...client.redirectUris, ...client.postLogoutRedirectUris])],
      spa: [],
      publicClient: [],
    },
    allowPublicClientFlows: false,
    nativeAuthenticationApisEnabled: "none",
    secrets: [clientSecret],
    // Another one may be a real tenant's.
    ...(clientSecret === wellKnownSecret ? { shownSecret: clientSecret } : {}),
    certificates,
    federatedCredentials,
    ...(logoutUrl === undefined ? {} : { logoutUrl }),
    permissions: "every",
    applicationPermissions: [],
    implicitGrant: { idTokens: false, accessTokens: false },
    optionalClaims: { idToken: customaryClaims, accessToken: ["acrs"] },
    mappedClaims: {},
    groupMembershipClaims: "None",
    assignmentRequired: false,
    mfaRequired: false,
  };
}
