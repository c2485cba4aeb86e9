import { randomBytes } from "node:crypto";
import type { Account, ClientMetadata, Configuration, KoaContextWithOIDC } from "oidc-provider";
import type { EmulatorClient } from "../client.js";
import { registeredUris } from "../client.js";
import { commandLineTools } from "../deviceCode/commandLineTools.js";
import { deviceFlow } from "../deviceCode/deviceFlow.js";
import type { Accounts } from "../directory/accounts.js";
import type { RenderView } from "../pages/renderView.js";
import { deviceLoginPath, type Tenant, tenantDomain, tenantPaths } from "../tenant.js";
import { accessTokenWriter } from "../tokens/accessTokenClaims.js";
import { apiResources } from "../tokens/apiPermissions.js";
import { claimsByScope, idTokenClaims, pairwiseSubject, tokenSource } from "../tokens/idTokenClaims.js";
import { scopesOf } from "../tokens/requestedApi.js";
import type { TokenOptions } from "../tokens/tokenOptions.js";
import { adminConsent } from "./adminConsent.js";
import { claimsParameter, isClaimsParameter } from "./claimsParameter.js";
import { cookieNames } from "./cookieNames.js";
import { createInteractionPolicy } from "./interactionPolicy.js";
import type { OidcProviderModule } from "./loadOidcProvider.js";
import { MemoryAdapter } from "./memoryAdapter.js";
import type { SigningKeys } from "./signingKeys.js";

const MINUTES = 60;
const HOURS = 60 * MINUTES;
const DAYS = 24 * HOURS;

interface ConfigurationParts {
  readonly tenant: Tenant;
  readonly clients: readonly EmulatorClient[];
  readonly accounts: Accounts;
  readonly signingKeys: SigningKeys;
  readonly renderView: RenderView;
  readonly tokens: TokenOptions;
}

/** Everything about oidc-provider that makes it look like an external tenant, but for its answers' wording. */
export function providerConfiguration(
  oidcProvider: OidcProviderModule,
  { tenant, clients, accounts, signingKeys, renderView, tokens }: ConfigurationParts,
): Configuration {
  return {
    adapter: MemoryAdapter,
    clientAuthMethods: ["client_secret_post", "none"],
    clients: [...clients.map(webApp), commandLineTools],
    jwks: signingKeys.private,
    cookies: {
      keys: [randomBytes(32).toString("base64url")],
      names: cookieNames(tenant),
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
    formats: { customizers: { jwt: accessTokenWriter(accounts, tokens) } },
    claims: claimsByScope,
    conformIdTokenClaims: false,
    extraParams: {
      [claimsParameter]: (_ctx, value) => {
        if (value !== undefined && !isClaimsParameter(value)) {
          throw new oidcProvider.errors.InvalidRequest("the parameter 'claims' cannot be read");
        }
      },
      client_info: keepOfflineAccess,
      "client-request-id": null,
      domain_hint: null,
    },
    subjectTypes: ["pairwise", "public"],
    pairwiseIdentifier: (_ctx, oid, client) => pairwiseSubject(oid, client.clientId),
    sectorIdentifierUriValidate: () => false,
    pkce: { required: () => false },
    findAccount: (_ctx, oid, source) => findAccount(oid, source, accounts, tokens),
    loadExistingGrant: (ctx) => adminConsent(ctx, tokens),
    // Entra decides by the scope of the token request, and by that of the authorization where the request has none.
    issueRefreshToken: ({ oidc }, _client, source) =>
      scopesOf(oidc.body?.scope || source.scope).includes("offline_access"),
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    revokeGrantPolicy: () => false,
    clientBasedCORS: () => false,
    ttl: {
      AccessToken: 1 * HOURS,
      AuthorizationCode: 10 * MINUTES,
      DeviceCode: 15 * MINUTES,
      Grant: 365 * DAYS,
      IdToken: 1 * HOURS,
      Interaction: 1 * HOURS,
      RefreshToken: 90 * DAYS,
      Session: 1 * DAYS,
    },
  };
}

function webApp(client: EmulatorClient): ClientMetadata {
  const { clientId, clientSecret } = client;
  return {
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: registeredUris(client),
    token_endpoint_auth_method: "client_secret_post",
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    subject_type: "pairwise",
    // An app whose redirect URIs have several hosts must name its sector; the app itself is the sector here.
    sector_identifier_uri: `https://${tenantDomain}/${clientId}`,
  };
}

function findAccount(
  oid: string,
  source: object | undefined,
  accounts: Accounts,
  tokens: TokenOptions,
): Account | undefined {
  const account = accounts.findByOid(oid);
  return (
    account && { accountId: oid, claims: () => idTokenClaims(account, tokenSource.parse(source), tokens) }
  );
}

/** oidc-provider drops this scope but for `prompt=consent` (OpenID Connect Core 11), and Entra takes it always. */
function keepOfflineAccess(ctx: KoaContextWithOIDC): void {
  const { params } = ctx.oidc;
  const scopes = scopesOf(params?.scope);
  if (params && scopesOf(ctx.query.scope).includes("offline_access") && !scopes.includes("offline_access")) {
    params.scope = [...scopes, "offline_access"].join(" ");
  }
}
