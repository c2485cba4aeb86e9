import { errors, jwtVerify } from "jose";
import * as z from "zod";
import { acceptedIssuers } from "./acceptedIssuers.js";
import { TenantMetadataSource } from "./tenantMetadata.js";

/** Seconds by which the tenant's clock and ours may differ. */
const clockTolerance = 60;

/** What a token of version 2.0 says of who calls, and for whom. */
const claims = z
  .object({
    ver: z.literal("2.0"),
    aud: z.string(),
    tid: z.guid().toLowerCase(),
    oid: z.guid().toLowerCase(),
    azp: z.guid().toLowerCase(),
    scp: z.string().optional(),
    roles: z.array(z.string()).optional(),
    acrs: z.array(z.string()).default([]),
  })
  .refine(({ scp, roles }) => scp !== undefined || roles !== undefined, {
    path: ["scp"],
    error: "neither scp nor roles is there",
  });

/** What an access token allows, and to whom. */
export interface AccessToken {
  /** The person is one by both ids together. */
  readonly tenantId: string;
  readonly personId: string;
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
  /** The authentication contexts that the sign-in has satisfied, such as `c1`. */
  readonly authContexts: readonly string[];
}

/** Thrown for a token that is not one for this API. `reason` names the claim or check, never a value. */
export class InvalidTokenError extends Error {
  override readonly name = "InvalidTokenError";

  constructor(readonly reason: string) {
    super(reason);
  }
}

export interface AccessTokenVerifierOptions {
  readonly authority: string;
  /** The API's own client id, which is `aud` of its tokens. */
  readonly clientId: string;
  /** The client ids of the apps that may call. */
  readonly allowedClients: readonly string[];
}

/**
 * Verifies access tokens of version 2.0 that the tenant has issued for this API.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-tokens
 */
export class AccessTokenVerifier {
  readonly #authority: string;
  readonly #clientId: string;
  readonly #allowedClients: ReadonlySet<string>;
  readonly #metadata: TenantMetadataSource;

  constructor({ authority, clientId, allowedClients }: AccessTokenVerifierOptions) {
    this.#authority = authority;
    this.#clientId = clientId.toLowerCase();
    this.#allowedClients = new Set(allowedClients.map((id) => id.toLowerCase()));
    this.#metadata = new TenantMetadataSource(authority);
  }

  /**
   * Returns what a token allows.
   *
   * @throws InvalidTokenError; any other error if the tenant's metadata or keys cannot be had.
   */
  async verify(token: string): Promise<AccessToken> {
    const metadata = await this.#metadata.get();
    const payload = await this.#signedPayload(token, metadata);
    const { data, error } = claims.safeParse(payload);
    if (!data) {
      throw new InvalidTokenError(error.issues.map(({ path }) => path.join(".")).join(", "));
    }
    if (data.tid !== metadata.tenantId) {
      throw new InvalidTokenError("tid");
    }
    if (!this.#allowedClients.has(data.azp)) {
      throw new InvalidTokenError("azp");
    }
    return {
      tenantId: data.tid,
      personId: data.oid,
      scopes: data.scp?.split(" ") ?? [],
      roles: data.roles ?? [],
      authContexts: data.acrs,
    };
  }

  async #signedPayload(token: string, metadata: Awaited<ReturnType<TenantMetadataSource["get"]>>) {
    try {
      const { payload } = await jwtVerify(token, metadata.keys, {
        algorithms: ["RS256"],
        issuer: acceptedIssuers(metadata, this.#authority),
        audience: this.#clientId,
        requiredClaims: ["exp", "nbf"],
        clockTolerance,
      });
      return payload;
    } catch (error) {
      throw isFaultOfToken(error) ? new InvalidTokenError(reasonOf(error)) : error;
    }
  }
}

/** The codes with which jose says that it has no keys to verify with; all its others are faults of the token. */
const keyFaults = new Set([errors.JWKSTimeout.code, errors.JWKSInvalid.code, errors.JOSEError.code]);

function isFaultOfToken(error: unknown): error is errors.JOSEError {
  return error instanceof errors.JOSEError && !keyFaults.has(error.code);
}

function reasonOf(error: errors.JOSEError): string {
  return error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired
    ? error.claim
    : error.code;
}
