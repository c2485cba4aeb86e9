import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { text } from "node:stream/consumers";
import { type JWTPayload, SignJWT } from "jose";
import type { Environment } from "../../../src/config/environment/parseEnvironment.js";
import { registration, startApp, type TestApp } from "../app/startApp.js";
import type { ServerCertificate } from "../credentials/certificates.js";
import { keepAliveTimeout } from "../network/keepAliveTimeout.js";
import { claimsOfAda, tenantId } from "./claimsOfAda.js";
import { createSigningKey, type SigningKey } from "./signingKey.js";

/** The endpoints of a tenant that the app calls. */
export type Endpoint = "discovery" | "keys" | "token";

/** Keys of stubs that have closed, for those that start: making one takes longer than most tests. No two stubs share one. */
const spareKeys: SigningKey[] = [];

/** What the tenant remembers of a code until it is redeemed. */
interface Grant {
  readonly codeChallenge: string;
  readonly redirectUri: string;
  readonly idToken: () => Promise<string>;
  readonly otherTokens: Readonly<Record<string, string>>;
}

/**
 * A tenant that does what a test says, lies and fails included. If the test says nothing it answers as Entra does,
 * and checks what Entra checks: secret, redirect URI, PKCE verifier, and that a code is redeemed once.
 */
export class TenantStub {
  /** Answers in place of the tenant's own, by endpoint. */
  readonly answers: Partial<Record<Endpoint, RequestListener>> = {};
  /** How often each endpoint was called. */
  readonly calls: Record<Endpoint, number> = { discovery: 0, keys: 0, token: 0 };
  /** The forms of the token requests that it has answered itself. */
  readonly tokenRequests: URLSearchParams[] = [];
  /** Seconds that its access tokens are valid. */
  accessTokenLifetime = 3600;
  /** What the discovery document says otherwise. */
  metadata: Record<string, unknown> = {};
  signingKey: SigningKey;
  publishedKeys: SigningKey[];
  /** Answers browsers at the authorization endpoint, if it is to be more than an address. */
  signInPage: RequestListener | undefined;
  /** True if a token request proves that it is the app's; by its secret, if nothing else is said. */
  provesApp: (form: URLSearchParams) => boolean | Promise<boolean> = (form) =>
    form.get("client_secret") === registration.clientSecret;
  /** Answers as Microsoft Graph, if a test needs it. */
  graph: RequestListener | undefined;
  readonly #server: Server;
  readonly #origin: (port: number) => string;
  readonly #grants = new Map<string, Grant>();
  /** Each stays valid when it is used, as Entra's do. */
  readonly #refreshTokens = new Set<string>();
  readonly #ownKey: SigningKey | undefined;

  private constructor(key: SigningKey, isOwn: boolean, certificate?: ServerCertificate) {
    this.#ownKey = isOwn ? key : undefined;
    this.signingKey = key;
    this.publishedKeys = [key];
    const answer: RequestListener = (request, response) => void this.#answer(request, response);
    this.#server = certificate
      ? createHttpsServer({ ...certificate, keepAliveTimeout }, answer)
      : createHttpServer({ keepAliveTimeout }, answer);
    this.#origin = (port) => (certificate ? `https://localhost:${port}` : `http://127.0.0.1:${port}`);
  }

  /** Starts on a free port; by https if it is given a certificate. */
  static async start(certificate?: ServerCertificate, key?: SigningKey): Promise<TenantStub> {
    const signingKey = key ?? spareKeys.pop() ?? (await createSigningKey());
    const stub = new TenantStub(signingKey, key === undefined, certificate);
    stub.#server.listen(0, "127.0.0.1");
    await once(stub.#server, "listening");
    return stub;
  }

  get authority(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") {
      throw new Error("The stub has no port.");
    }
    return `${this.#origin(address.port)}/${tenantId}`;
  }

  get issuer(): string {
    return `${this.authority}/v2.0`;
  }

  /** The claims of the ID token that a sign-in request with this nonce deserves. */
  claims(nonce: string | null): JWTPayload {
    return {
      ...claimsOfAda(this.issuer, registration.clientId),
      preferred_username: "ada@contoso.example",
      login_hint: "opaque-login-hint",
      ...(nonce !== null && { nonce }),
    };
  }

  /** Signs claims as the tenant does. */
  sign(claims: JWTPayload): Promise<string> {
    const { privateKey, kid } = this.signingKey;
    return new SignJWT(claims).setProtectedHeader({ alg: "RS256", typ: "JWT", kid }).sign(privateKey);
  }

  /**
   * Lets somebody sign in at this authorization URL, and gives the fields of the response. With the ID token come an
   * access token and `otherTokens`.
   */
  authorize(
    authorizationUrl: string,
    idToken: (claims: JWTPayload) => Promise<string> = (claims) => this.sign(claims),
    otherTokens: Readonly<Record<string, string>> = {},
  ): { code: string; state: string } {
    const { searchParams } = new URL(authorizationUrl);
    const code = randomUUID();
    const claims = this.claims(searchParams.get("nonce"));
    this.#grants.set(code, {
      codeChallenge: searchParams.get("code_challenge") ?? "",
      redirectUri: searchParams.get("redirect_uri") ?? "",
      idToken: () => idToken(claims),
      otherTokens,
    });
    return { code, state: searchParams.get("state") ?? "" };
  }

  async close(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
    if (this.#ownKey) {
      spareKeys.push(this.#ownKey);
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.signInPage && request.url?.includes("/authorize")) {
      this.signInPage(request, response);
      return;
    }
    if (this.graph && request.url?.startsWith("/v1.0/")) {
      this.graph(request, response);
      return;
    }
    const endpoint = endpointOf(request.url ?? "");
    this.calls[endpoint] += 1;
    const answer = this.answers[endpoint];
    if (answer) {
      answer(request, response);
      return;
    }
    const [status, body] = await this.#usualAnswer(endpoint, request);
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
  }

  async #usualAnswer(endpoint: Endpoint, request: IncomingMessage): Promise<[status: number, body: unknown]> {
    switch (endpoint) {
      case "discovery":
        return [200, { ...this.#usualMetadata(), ...this.metadata }];
      case "keys":
        return [200, { keys: this.publishedKeys.map(({ publicJwk }) => publicJwk) }];
      case "token":
        return this.#redeem(new URLSearchParams(await text(request)));
    }
  }

  #usualMetadata() {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.authority}/oauth2/v2.0/authorize`,
      token_endpoint: `${this.authority}/oauth2/v2.0/token`,
      end_session_endpoint: `${this.authority}/oauth2/v2.0/logout`,
      jwks_uri: `${this.authority}/discovery/v2.0/keys`,
    };
  }

  async #redeem(form: URLSearchParams): Promise<[status: number, body: unknown]> {
    this.tokenRequests.push(form);
    if (form.get("grant_type") === "refresh_token") {
      return this.#refresh(form);
    }
    const code = form.get("code") ?? "";
    const grant = this.#grants.get(code);
    this.#grants.delete(code);
    if (!(await this.provesApp(form))) {
      return [401, tokenError("invalid_client", 7000215)];
    }
    if (!grant || form.get("redirect_uri") !== grant.redirectUri) {
      return [400, tokenError("invalid_grant", 54005)];
    }
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (challenge !== grant.codeChallenge) {
      return [400, tokenError("invalid_grant", 501481)];
    }
    const tokens = { ...grant.otherTokens, id_token: await grant.idToken() };
    return [200, { ...this.#tokensFor(form), ...tokens, client_info: clientInfo() }];
  }

  async #refresh(form: URLSearchParams): Promise<[status: number, body: unknown]> {
    if (!(await this.provesApp(form))) {
      return [401, tokenError("invalid_client", 7000215)];
    }
    if (!this.#refreshTokens.has(form.get("refresh_token") ?? "")) {
      return [400, tokenError("invalid_grant", 70000)];
    }
    const idToken = await this.sign(this.claims(null));
    return [200, { ...this.#tokensFor(form), id_token: idToken, client_info: clientInfo() }];
  }

  #tokensFor(form: URLSearchParams) {
    const scopes = (form.get("scope") ?? "").split(" ");
    const refreshToken = `refresh-token-${randomUUID()}`;
    this.#refreshTokens.add(refreshToken);
    return {
      token_type: "Bearer",
      expires_in: this.accessTokenLifetime,
      scope: scopes.filter((scope) => scope !== "offline_access").join(" "),
      access_token: `access-token-${randomUUID()}`,
      refresh_token: refreshToken,
    };
  }
}

/** Starts the app and a stub of its tenant. `close` stops both. */
export async function startAppWithStub(
  environment: Environment = {},
  certificate?: ServerCertificate,
  key?: SigningKey,
): Promise<TestApp & { tenant: TenantStub }> {
  const tenant = await TenantStub.start(certificate, key);
  const app = await startApp({ AUTHORITY: tenant.authority, ...environment });
  return {
    ...app,
    tenant,
    async close() {
      await app.close();
      await tenant.close();
    },
  };
}

/** An error of the token endpoint in Entra's form. */
export function tokenError(error: string, aadsts: number) {
  return {
    error,
    error_description: `AADSTS${aadsts}: What went wrong for ada@contoso.example. Trace ID: 0 Correlation ID: 0`,
    error_codes: [aadsts],
    timestamp: "2026-07-13 10:00:00Z",
    trace_id: randomUUID(),
    correlation_id: randomUUID(),
  };
}

function endpointOf(url: string): Endpoint {
  if (url.includes("/.well-known/")) {
    return "discovery";
  }
  return url.includes("/discovery/") ? "keys" : "token";
}

/** Whose tokens they are, as MSAL asks for it with each of them. */
export function clientInfo(): string {
  const oid = "00000000-1111-4222-8333-444444444444";
  return Buffer.from(JSON.stringify({ uid: oid, utid: tenantId })).toString("base64url");
}
