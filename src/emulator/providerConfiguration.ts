import { randomBytes } from "node:crypto";
import type { Account, ClientMetadata, Configuration } from "oidc-provider";
import type { EmulatorClient } from "../config/tenant.js";
import type { Accounts } from "./accounts.js";
import { adminConsent } from "./adminConsent.js";
import { apiResources, writeAccessToken } from "./apiPermissions.js";
import { cookieNames } from "./cookieNames.js";
import { commandLineTools } from "./deviceCode/commandLineTools.js";
import { deviceFlow } from "./deviceCode/deviceFlow.js";
import { claimsByScope, idTokenClaims, pairwiseSubject } from "./idTokenClaims.js";
import { createInteractionPolicy } from "./interactionPolicy.js";
import type { OidcProviderModule } from "./loadOidcProvider.js";
import { MemoryAdapter } from "./memoryAdapter.js";
import type { RenderView } from "./renderView.js";
import { generateSigningKeys } from "./signingKeys.js";
import { deviceLoginPath, tenantDomain, tenantPaths } from "./tenant.js";

const MINUTES = 60;
const HOURS = 60 * MINUTES;
const DAYS = 24 * HOURS;

interface ConfigurationParts {
  readonly clients: readonly EmulatorClient[];
  readonly accounts: Accounts;
  readonly renderView: RenderView;
}

/** Everything about oidc-provider that makes it look like an external tenant, but for its answers' wording. */
export async function providerConfiguration(
  oidcProvider: OidcProviderModule,
  { clients, accounts, renderView }: ConfigurationParts,
): Promise<Configuration> {
  return {
    adapter: MemoryAdapter,
    clientAuthMethods: ["client_secret_post", "none"],
    clients: [...clients.map(webApp), commandLineTools],
    jwks: await generateSigningKeys(),
    cookies: {
      keys: [randomBytes(32).toString("base64url")],
      names: cookieNames,
    },
    routes: {
      authorization: tenantPaths.authorize,
      token: tenantPaths.token,
      device_authorization: tenantPaths.deviceCode,
      code_verification: deviceLoginPath,
      end_session: tenantPaths.logout,
      jwks: tenantPaths.keys,
    },
    features: {
      deviceFlow: deviceFlow(renderView),
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: apiResources(oidcProvider),
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    interactions: {
      policy: createInteractionPolicy(oidcProvider, accounts),
      url: (_ctx, interaction) => `/interaction/${interaction.uid}`,
    },
    responseTypes: ["code"],
    scopes: ["openid", "offline_access"],
    formats: { customizers: { jwt: writeAccessToken } },
    claims: claimsByScope,
    conformIdTokenClaims: false,
    extraParams: ["client_info", "client-request-id", "domain_hint"],
    subjectTypes: ["pairwise", "public"],
    pairwiseIdentifier: (_ctx, oid, client) => pairwiseSubject(oid, client.clientId),
    sectorIdentifierUriValidate: () => false,
    pkce: { required: () => false },
    findAccount: (_ctx, oid, token) => findAccount(oid, token, accounts),
    loadExistingGrant: adminConsent,
    // Entra decides by the scope of the token request, which oidc-provider does not look at for codes.
    issueRefreshToken: ({ oidc }) => scopesOf(oidc.body?.scope).includes("offline_access"),
    // Entra's stay good when they have been used.
    rotateRefreshToken: false,
    expiresWithSession: () => false,
    revokeGrantPolicy: () => false,
    clientBasedCORS: () => false,
    ttl: {
      AccessToken: 1 * HOURS,
      AuthorizationCode: 10 * MINUTES,
      DeviceCode: 15 * MINUTES,
      Grant: 14 * DAYS,
      IdToken: 1 * HOURS,
      Interaction: 1 * HOURS,
      RefreshToken: 14 * DAYS,
      Session: 1 * DAYS,
    },
  };
}

function webApp({ clientId, clientSecret, redirectUris }: EmulatorClient): ClientMetadata {
  return {
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: [...redirectUris],
    token_endpoint_auth_method: "client_secret_post",
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    subject_type: "pairwise",
    // An app whose redirect URIs have several hosts must name its sector; the app itself is the sector here.
    sector_identifier_uri: `https://${tenantDomain}/${clientId}`,
  };
}

function findAccount(oid: string, token: object | undefined, accounts: Accounts): Account | undefined {
  const account = accounts.findByOid(oid);
  if (!account) {
    return undefined;
  }
  const sessionUid =
    token && "sessionUid" in token && typeof token.sessionUid === "string" ? token.sessionUid : undefined;
  return { accountId: oid, claims: () => idTokenClaims(account, sessionUid) };
}

function scopesOf(scope: unknown): string[] {
  return typeof scope === "string" ? scope.split(" ") : [];
}
