import type { CredentialConfig } from "./credentialConfig.js";

/** The tenant that signs people in, and what the app is registered as there. */
export interface TenantConfig {
  /** With the tenant in its path and no slash at its end. */
  readonly authority: string;
  readonly clientId: string;
  /** How the app proves to the tenant that it is this client. */
  readonly credential: CredentialConfig;
  /** The scopes for which the app gets access tokens; none if it keeps no token at all. Those of Graph have no API in front. */
  readonly apiScopes: readonly string[];
  /** The origin of Microsoft Graph, in the cloud of the tenant. */
  readonly graphUrl: string;
  /** Set if no tenant is configured: the app then runs an emulated one. */
  readonly emulator: EmulatorConfig | undefined;
}

/** An emulated tenant on this machine and this app as it is registered there. */
export interface EmulatorConfig {
  readonly port: number;
  readonly client: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly redirectUris: readonly string[];
    readonly postLogoutRedirectUris: readonly string[];
    /** The front-channel logout URL. */
    readonly logoutUrl: string;
  };
}
