import { createHash } from "node:crypto";
import type { AuthenticationResult, ConfidentialClientApplication } from "@azure/msal-node";
import type { AxiosInstance } from "axios";
import type { Config } from "../config/config.js";
import { describeCause } from "../log/describeCause.js";
import type { Log } from "../log/log.js";
import { type AuthorizationResponse, authorizationCode } from "./authorizationResponse.js";
import type { ClientCredential } from "./clientCredential.js";
import { AuthError } from "./errors/authError.js";
import type { IdTokenClaims, IdTokenValidator } from "./idToken/idTokenValidator.js";
import { safeReturnTo } from "./returnTo.js";
import { languageParameters, type SignIn, type SignInOptions, withoutTokens } from "./signIn.js";
import { beginTransaction, type SignInTransaction } from "./signInTransaction.js";
import type { AuthorityMetadata, AuthorityMetadataSource } from "./tenant/authorityMetadata.js";
import { acceptedIssuers, tenantIdOf } from "./tenant/issuers.js";

interface AuthProviderDependencies {
  readonly config: Config;
  readonly metadata: AuthorityMetadataSource;
  readonly idTokens: IdTokenValidator;
  readonly credential: ClientCredential;
  readonly http: AxiosInstance;
  readonly log: Log;
}

/** Signs people in and out at the tenant, on MSAL's `ConfidentialClientApplication`. It knows no request and no response. */
export class AuthProvider {
  readonly #dependencies: AuthProviderDependencies;

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
    const client = await this.#client(await this.#dependencies.metadata.get());
    const transaction = beginTransaction(safeReturnTo(options.returnTo, options.demands), options.demands);
    const url = await client.getAuthCodeUrl({
      scopes: [...(options.scopes ?? [])],
      redirectUri: this.#dependencies.config.redirectUri,
      responseMode: this.#dependencies.config.responseMode,
      state: transaction.state,
      nonce: transaction.nonce,
      correlationId: transaction.correlationId,
      codeChallenge: createHash("sha256").update(transaction.codeVerifier).digest("base64url"),
      codeChallengeMethod: "S256",
      ...(options.prompt && { prompt: options.prompt }),
      ...(options.loginHint && { loginHint: options.loginHint }),
      ...(options.domainHint && { domainHint: options.domainHint }),
      ...(options.claims && { claims: options.claims }),
      ...(options.uiLocales && { extraQueryParameters: languageParameters(options.uiLocales) }),
    });
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
      const { idToken, account } = await this.#redeem(code, transaction, metadata);
      if (!account) {
        throw new AuthError("answer_invalid");
      }
      const claims = await this.#dependencies.idTokens.validate(idToken, transaction.nonce, metadata);
      const { returnTo, startedAt, demands } = transaction;
      return { account: withoutTokens(account), claims, returnTo, startedAt, demands };
    } catch (error) {
      const { toAuthError } = await import("./errors/toAuthError.js");
      throw toAuthError(error, transaction.correlationId);
    }
  }

  /**
   * Returns the URL that ends the person's session at the tenant and comes back to the app (OpenID Connect RP-Initiated
   * Logout 1.0). Undefined if the tenant cannot be reached: then only the app's own session can end.
   */
  async logout(claims: IdTokenClaims | undefined): Promise<string | undefined> {
    try {
      const { end_session_endpoint } = await this.#dependencies.metadata.get();
      const url = new URL(end_session_endpoint);
      url.searchParams.set("post_logout_redirect_uri", this.#dependencies.config.postLogoutRedirectUri);
      // Entra needs none; other OpenID providers send people back only if the request names the app.
      url.searchParams.set("client_id", this.#dependencies.config.clientId);
      if (typeof claims?.login_hint === "string") {
        url.searchParams.set("logout_hint", claims.login_hint);
      }
      return url.href;
    } catch (error) {
      this.#dependencies.log.warn(`Signed out of the app alone: ${describeCause(error)}`);
      return undefined;
    }
  }

  async #redeem(
    code: string,
    { codeVerifier, nonce, correlationId }: SignInTransaction,
    metadata: AuthorityMetadata,
  ): Promise<AuthenticationResult> {
    const { redirectUri } = this.#dependencies.config;
    const client = await this.#client(metadata);
    return client.acquireTokenByCode({
      scopes: [],
      redirectUri,
      code,
      codeVerifier,
      nonce,
      correlationId,
    });
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

  async #client(metadata: AuthorityMetadata): Promise<ConfidentialClientApplication> {
    const { config, credential, http } = this.#dependencies;
    // MSAL takes a tenth of the start to load, and nobody needs it before the first sign-in.
    const { createMsalClient } = await import("./msalClient.js");
    return createMsalClient({ config, credential: credential.current, metadata, http });
  }
}
