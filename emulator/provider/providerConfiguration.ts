import type { Configuration } from "oidc-provider";
import type { Applications } from "../applications/applications.js";
import { commandLineTools } from "../deviceCode/commandLineTools.js";
import { deviceFlow } from "../deviceCode/deviceFlow.js";
import type { Accounts } from "../directory/accounts.js";
import type { Groups } from "../directory/groups.js";
import type { RenderView } from "../pages/renderView.js";
import { responseTypes } from "../responses/refusedResponse.js";
import type { Faults } from "../steering/faults/faults.js";
import { deviceLoginPath, type Tenant } from "../tenant.js";
import { accessTokenWriter } from "../tokens/accessTokenClaims.js";
import { apiResources } from "../tokens/apiPermissions.js";
import { claimsByScope, pairwiseSubject } from "../tokens/idTokenClaims.js";
import { scopesOf } from "../tokens/scopes.js";
import type { TokenLifetimes } from "../tokens/tokenLifetimes.js";
import type { TokenOptions } from "../tokens/tokenOptions.js";
import { adminConsent } from "./adminConsent.js";
import { authorizationRequestCheck } from "./authorizationRequestCheck.js";
import { claimsParameter, isClaimsParameter } from "./claimsParameter.js";
import type { ContextPolicies } from "./contextPolicies.js";
import { cookieNames, sessionCookie } from "./cookies.js";
import { findAccount } from "./findAccount.js";
import { createInteractionPolicy } from "./interactionPolicy.js";
import type { OidcProviderModule } from "./loadOidcProvider.js";
import type { MemoryStorage } from "./memoryAdapter.js";
import { refreshTokenLifetime } from "./refreshTokenLifetime.js";
import { registeredClient } from "./registeredClient.js";
import type { SigningKeys } from "./signingKeys.js";

const MINUTES = 60;
const HOURS = 60 * MINUTES;
const DAYS = 24 * HOURS;

interface ConfigurationParts {
  readonly tenant: Tenant;
  readonly applications: Applications;
  readonly accounts: Accounts;
  readonly groups: Groups;
  readonly contexts: ContextPolicies;
  readonly lifetimes: TokenLifetimes;
  readonly storage: MemoryStorage;
  readonly innerSecret: string;
  readonly faults: Faults;
  readonly signingKeys: SigningKeys;
  readonly renderView: RenderView;
  readonly tokens: TokenOptions;
}

/** Everything about oidc-provider that makes it look like an external tenant, but for its answers' wording. */
export function providerConfiguration(
  oidcProvider: OidcProviderModule,
  parts: ConfigurationParts,
): Configuration {
  const { tenant, applications, accounts, signingKeys, renderView, contexts, lifetimes, storage } = parts;
  return {
    adapter: (model) => storage.of(model),
    clientAuthMethods: ["client_secret_post", "none"],
    clients: [
      ...applications.all.map((application) => registeredClient(application, tenant, parts.innerSecret)),
      commandLineTools,
    ],
    jwks: signingKeys.private,
    cookies: {
      keys: [storage.cookieKey],
      names: cookieNames(tenant),
      long: sessionCookie(tenant),
    },
    routes: {
      authorization: tenant.paths.authorize,
      token: tenant.paths.token,
      device_authorization: tenant.paths.deviceCode,
      code_verification: deviceLoginPath,
      end_session: tenant.paths.logout,
      jwks: tenant.paths.keys,
    },
    features: {
      clientCredentials: { enabled: true },
      deviceFlow: deviceFlow(renderView),
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: apiResources(oidcProvider, applications),
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    interactions: {
      policy: createInteractionPolicy(oidcProvider, applications, accounts, contexts),
      url: (_ctx, interaction) => `/interaction/${interaction.uid}`,
    },
    responseTypes: [...responseTypes],
    scopes: ["openid", "offline_access"],
    formats: { customizers: { jwt: accessTokenWriter(parts) } },
    claims: claimsByScope(applications),
    conformIdTokenClaims: false,
    extraParams: {
      [claimsParameter]: (_ctx, value) => {
        if (value !== undefined && !isClaimsParameter(value)) {
          throw new oidcProvider.errors.InvalidRequest("the parameter 'claims' cannot be read");
        }
      },
      client_info: authorizationRequestCheck(oidcProvider, applications, parts.faults),
      "client-request-id": null,
      domain_hint: null,
    },
    subjectTypes: ["pairwise", "public"],
    pairwiseIdentifier: (_ctx, oid, client) => pairwiseSubject(oid, client.clientId),
    sectorIdentifierUriValidate: () => false,
    pkce: { required: () => false },
    findAccount: (ctx, oid, source) => findAccount(ctx, oid, source, parts),
    loadExistingGrant: (ctx) => adminConsent(oidcProvider, ctx, parts),
    // Entra decides by the scope of the token request, and by that of the authorization where the request has none.
    issueRefreshToken: ({ oidc }, _client, source) =>
      scopesOf(oidc.body?.scope || source.scope).includes("offline_access"),
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    revokeGrantPolicy: () => false,
    clientBasedCORS: () => false,
    ttl: {
      AccessToken: lifetimes.accessToken,
      AuthorizationCode: 10 * MINUTES,
      ClientCredentials: lifetimes.accessToken,
      DeviceCode: 15 * MINUTES,
      Grant: 365 * DAYS,
      IdToken: lifetimes.idToken,
      Interaction: 1 * HOURS,
      RefreshToken: (ctx) => refreshTokenLifetime(ctx, applications, lifetimes),
      Session: lifetimes.session,
    },
  };
}
