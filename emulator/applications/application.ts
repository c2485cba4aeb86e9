/** Where an application runs, which decides how it redeems codes: with a proof, from a page, or without. */
export type Platform = "web" | "spa" | "publicClient";

/** The optional claims that the emulator knows, of ID tokens and of access tokens. */
export const everyOptionalClaim = [
  "acrs",
  "amr",
  "auth_time",
  "ctry",
  "email",
  "family_name",
  "given_name",
  "idtyp",
  "login_hint",
  "sid",
] as const;

/** What an application has configured that is registered with nothing said of claims: what most apps need. */
export const customaryClaims = ["acrs", "amr", "auth_time", "email", "login_hint", "sid"] as const;

export type OptionalClaim = (typeof everyOptionalClaim)[number];

/**
 * A federated identity credential: tokens of this issuer, with this subject and audience, stand for the application.
 *
 * @see https://learn.microsoft.com/graph/api/resources/federatedidentitycredential
 */
export interface FederatedCredential {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

/** What an application offers to others as an API. */
export interface Api {
  /** The Application ID URIs. */
  readonly identifierUris: readonly string[];
  readonly requestedAccessTokenVersion: 1 | 2;
  readonly scopes: readonly string[];
  /** Whom it needs nobody's consent for, by client id, and for which of its scopes. */
  readonly preAuthorizedApplications: Readonly<Record<string, readonly string[]>>;
}

/** An application as it is registered in an emulated tenant. */
export interface Application {
  readonly clientId: string;
  readonly displayName: string;
  readonly redirectUris: Readonly<Record<Platform, readonly string[]>>;
  /** The front-channel logout URL. */
  readonly logoutUrl?: string;
  /** Device codes, and renewing without a proof. */
  readonly allowPublicClientFlows: boolean;
  /** `all` lets it sign people in on screens of its own, without a browser. */
  readonly nativeAuthenticationApisEnabled: "none" | "all";
  readonly secrets: readonly string[];
  /** The one of the secrets that pages may show, because it is good for the emulator alone. */
  readonly shownSecret?: string;
  /** As PEM. */
  readonly certificates: readonly string[];
  readonly federatedCredentials: readonly FederatedCredential[];
  readonly api?: Api;
  /** The scopes that an administrator has consented to, each as a request names it. */
  readonly permissions: "every" | readonly string[];
  /** The app roles of APIs that an administrator has given to the application itself, each as `api://orders/Orders.Process`. */
  readonly applicationPermissions: readonly string[];
  /** What its authorization requests may be answered with beside a code ("Implicit grant and hybrid flows"). */
  readonly implicitGrant: { readonly idTokens: boolean; readonly accessTokens: boolean };
  readonly optionalClaims: {
    readonly idToken: readonly OptionalClaim[];
    readonly accessToken: readonly OptionalClaim[];
  };
  /** Attributes of people by the names of the claims that carry them ("Attributes & Claims"). */
  readonly mappedClaims: Readonly<Record<string, string>>;
  readonly groupMembershipClaims: "None" | "SecurityGroup" | "ApplicationGroup" | "All";
  /** True if none but people who are assigned to it can sign in. */
  readonly assignmentRequired: boolean;
  /** True if a Conditional Access policy wants a second factor of everybody who signs in. */
  readonly mfaRequired: boolean;
}
