import type { ConfidentialClientApplication } from "@azure/msal-node";
import type { Config } from "../config/config.js";
import { describeCause } from "../log/describeCause.js";
import type { Log } from "../log/log.js";
import { accessToken } from "./accessToken/accessToken.js";
import { apiOf, scopesByApi } from "./accessToken/apis.js";
import { writtenCache } from "./accessToken/tokenCache.js";
import type { TokenHolder, TokenOptions } from "./accessToken/tokenRequest.js";
import { authorizationRequest } from "./authorizationRequest.js";
import { type AuthorizationResponse, authorizationCode } from "./authorizationResponse.js";
import type { ClientCredential } from "./clientCredential.js";
import { AuthError } from "./errors/authError.js";
import { type CheckAnswer, requireAccessToken, requireIdToken } from "./http/answerCheck.js";
import type { TenantClient } from "./http/tenantClient.js";
import type { IdTokenClaims, IdTokenValidator } from "./idToken/idTokenValidator.js";
import { safeReturnTo } from "./returnTo.js";
import { type SignIn, type SignInOptions, withoutTokens } from "./signIn.js";
import { beginTransaction, type SignInTransaction } from "./signInTransaction.js";
import { signOutUrl } from "./signOutUrl.js";
import type { AuthorityMetadata, AuthorityMetadataSource } from "./tenant/authorityMetadata.js";
import { acceptedIssuers, tenantIdOf } from "./tenant/issuers.js";

interface AuthProviderDependencies {
  readonly config: Config;
  readonly metadata: AuthorityMetadataSource;
  readonly idTokens: IdTokenValidator;
  readonly credential: ClientCredential;
  readonly http: TenantClient;
  readonly log: Log;
}

/** Signs people in and out at the tenant, on MSAL's `ConfidentialClientApplication`. It knows no request and no response. */
export class AuthProvider {
  readonly #dependencies: AuthProviderDependencies;
  /** Makes the addresses of the tenant's sign-in page, as the metadata have it. */
  #addresses: { metadata: AuthorityMetadata; client: Promise<ConfidentialClientApplication> } | undefined;

  constructor(dependencies: AuthProviderDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Begins a sign-in by authorization code flow with PKCE (RFC 7636): returns the tenant's URL to send the person to, and
   * the transaction to keep until the response comes.
   *
   * @throws AuthError `metadata_unavailable`
   */
  async login(options: SignInOptions): Promise<{ url: string; transaction: SignInTransaction }> {
    const { config, metadata } = this.#dependencies;
    const client = await this.#addressClient(await metadata.get());
    const apis = scopesByApi(config.apiScopes);
    const api = apiOf(apis, options.scopes);
    const returnTo = safeReturnTo(options.returnTo, options.demands);
    const transaction = beginTransaction(returnTo, options.demands, api);
    const request = authorizationRequest(config, transaction, options);
    const url = await client.getAuthCodeUrl({ ...request, scopes: apis[api] ?? [] });
    return { url, transaction };
  }

  /**
   * Completes a sign-in: redeems the authorization code and verifies the ID token. The caller has taken the transaction
   * with the response's `state` from this browser, and gives it only once.
   *
   * @throws AuthError for everything that is not a sign-in of this request.
   */
  async handleRedirect(response: AuthorizationResponse, transaction: SignInTransaction): Promise<SignIn> {
    try {
      const metadata = await this.#dependencies.metadata.get();
      const code = authorizationCode(response, transaction, metadata);
      const client = await this.#client(metadata, requireIdToken);
      const apis = scopesByApi(this.#dependencies.config.apiScopes);
      const { codeVerifier, nonce, correlationId } = transaction;
      const { idToken, account } = await client.acquireTokenByCode({
        scopes: apis[transaction.api ?? 0] ?? [],
        redirectUri: this.#dependencies.config.redirectUri,
        code,
        codeVerifier,
        nonce,
        correlationId,
      });
      if (!account) {
        throw new AuthError("answer_invalid");
      }
      const claims = await this.#dependencies.idTokens.validate(idToken, transaction.nonce, metadata);
      const { returnTo, startedAt, demands } = transaction;
      const tokens = apis.length > 0 ? writtenCache(client) : undefined;
      return { account: withoutTokens(account), claims, returnTo, startedAt, demands, tokens };
    } catch (error) {
      const { toAuthError } = await import("./errors/toAuthError.js");
      throw toAuthError(error, transaction.correlationId);
    }
  }

  /**
   * Returns an access token of the person for these scopes, which are of one API: the one that is kept, or a new one from the
   * tenant, which is then kept. The caller lets the calls of one session wait for each other.
   *
   * @throws AuthError `sign_in_needed` if the person has to sign in first, with `claims` if the tenant asks for some;
   * `access_refused` if that would not help. What `tokens` throws is passed on.
   */
  getToken(holder: TokenHolder, scopes: readonly string[], options: TokenOptions = {}): Promise<string> {
    const { config, metadata } = this.#dependencies;
    return accessToken(holder, scopes, options, {
      clientId: config.clientId,
      newClient: async () => this.#client(await metadata.get(), requireAccessToken),
    });
  }

  /**
   * Returns the URL that ends the person's session at the tenant and comes back to the app (OpenID Connect RP-Initiated
   * Logout 1.0). Undefined if the tenant cannot be reached: then only the app's own session can end.
   */
  async logout(claims: IdTokenClaims | undefined): Promise<string | undefined> {
    try {
      const metadata = await this.#dependencies.metadata.get();
      return signOutUrl(metadata, this.#dependencies.config, claims);
    } catch (error) {
      this.#dependencies.log.warn(`Signed out of the app alone: ${describeCause(error)}`);
      return undefined;
    }
  }

  /**
   * True if an issuer is the tenant that signs people in, by any of its names.
   *
   * @throws AuthError `metadata_unavailable`
   */
  async isIssuer(issuer: string): Promise<boolean> {
    const metadata = await this.#dependencies.metadata.get();
    const tid = tenantIdOf(issuer);
    return acceptedIssuers(metadata.issuer, this.#dependencies.config.authority, { tid }).includes(issuer);
  }

  /** A client that redeems nothing holds nobody's tokens and proves nothing, so all sign-ins share it. */
  #addressClient(metadata: AuthorityMetadata): Promise<ConfidentialClientApplication> {
    if (this.#addresses?.metadata !== metadata) {
      this.#addresses = { metadata, client: this.#client(metadata, requireIdToken) };
    }
    return this.#addresses.client;
  }

  async #client(metadata: AuthorityMetadata, checkAnswer: CheckAnswer) {
    const { config, credential, http } = this.#dependencies;
    // MSAL takes a tenth of the start to load, and nobody needs it before the first sign-in.
    const { createMsalClient } = await import("./msalClient.js");
    return createMsalClient({ config, credential: credential.current, metadata, http, checkAnswer });
  }
}
