import { randomBytes } from "node:crypto";
import type { Account, Configuration, KoaContextWithOIDC } from "oidc-provider";
import type { EmulatorClient } from "../config/tenant.js";
import type { Accounts } from "./accounts.js";
import { claimsByScope, idTokenClaims, pairwiseSubject } from "./idTokenClaims.js";
import { createInteractionPolicy } from "./interactionPolicy.js";
import type { OidcProviderModule } from "./loadOidcProvider.js";
import { MemoryAdapter } from "./memoryAdapter.js";
import { generateSigningKeys } from "./signingKeys.js";
import { tenantDomain, tenantPaths } from "./tenant.js";

const MINUTES = 60;
const HOURS = 60 * MINUTES;
const DAYS = 24 * HOURS;

/** Everything about oidc-provider that makes it look like an external tenant, but for its answers' wording. */
export async function providerConfiguration(
  oidcProvider: OidcProviderModule,
  clients: readonly EmulatorClient[],
  accounts: Accounts,
): Promise<Configuration> {
  return {
    adapter: MemoryAdapter,
    clientAuthMethods: ["client_secret_post"],
    clients: clients.map((client) => ({
      client_id: client.clientId,
      client_secret: client.clientSecret,
      redirect_uris: [...client.redirectUris],
      token_endpoint_auth_method: "client_secret_post",
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      subject_type: "pairwise",
      // An app whose redirect URIs have several hosts must name its sector; the app itself is the sector here.
      sector_identifier_uri: `https://${tenantDomain}/${client.clientId}`,
    })),
    jwks: await generateSigningKeys(),
    cookies: {
      keys: [randomBytes(32).toString("base64url")],
      names: { session: "emulator.session", interaction: "emulator.interaction", resume: "emulator.resume" },
    },
    routes: {
      authorization: tenantPaths.authorize,
      token: tenantPaths.token,
      end_session: tenantPaths.logout,
      jwks: tenantPaths.keys,
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    interactions: {
      policy: createInteractionPolicy(oidcProvider, accounts),
      url: (_ctx, interaction) => `/interaction/${interaction.uid}`,
    },
    responseTypes: ["code"],
    scopes: ["openid", "offline_access"],
    claims: claimsByScope,
    conformIdTokenClaims: false,
    extraParams: ["client_info", "client-request-id", "domain_hint"],
    subjectTypes: ["pairwise"],
    pairwiseIdentifier: (_ctx, oid, client) => pairwiseSubject(oid, client.clientId),
    sectorIdentifierUriValidate: () => false,
    pkce: { required: () => false },
    findAccount: (_ctx, oid, token) => findAccount(oid, token, accounts),
    loadExistingGrant,
    // Entra decides by the scope of the token request, which oidc-provider does not look at for codes.
    issueRefreshToken: ({ oidc }) => scopesOf(oidc.body?.scope).includes("offline_access"),
    expiresWithSession: () => false,
    revokeGrantPolicy: () => false,
    clientBasedCORS: () => false,
    ttl: {
      AccessToken: 1 * HOURS,
      AuthorizationCode: 10 * MINUTES,
      Grant: 14 * DAYS,
      IdToken: 1 * HOURS,
      Interaction: 1 * HOURS,
      RefreshToken: 14 * DAYS,
      Session: 1 * DAYS,
    },
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

/** Grants all scopes of the tenant to every app, as an administrator's consent does. */
async function loadExistingGrant({ oidc }: KoaContextWithOIDC) {
  const { provider, session, client, account } = oidc;
  if (!client || !account) {
    return undefined;
  }
  const grantId = session?.grantIdFor(client.clientId);
  const existing = grantId ? await provider.Grant.find(grantId) : undefined;
  if (existing) {
    return existing;
  }
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope("openid profile email offline_access");
  // Entra never puts it into an ID token unasked; oidc-provider would after prompt=login.
  grant.rejectOIDCClaims(["auth_time"]);
  await grant.save();
  return grant;
}

function scopesOf(scope: unknown): string[] {
  return typeof scope === "string" ? scope.split(" ") : [];
}
