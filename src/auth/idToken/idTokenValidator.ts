import { createRemoteJWKSet, customFetch, decodeJwt, errors, type JWTPayload, jwtVerify } from "jose";
import { LoggableError } from "../../log/loggableError.js";
import { AuthError } from "../errors/authError.js";
import type { TenantClient } from "../http/tenantClient.js";
import type { AuthorityMetadata } from "../tenant/authorityMetadata.js";
import { acceptedIssuers, isKeyOf, isMultiTenant, tenantIdOf } from "../tenant/issuers.js";
import { clockFault } from "./clockFault.js";

/** The claims of a verified ID token. */
export type IdTokenClaims = JWTPayload & { readonly sub: string };

/** Seconds by which the tenant's clock and ours may differ. */
const clockTolerance = 300;

/** Milliseconds that keys are used without having been fetched again. */
const keyLifetime = 24 * 60 * 60 * 1000;

/** Verifies ID tokens as OpenID Connect Core 1.0, section 3.1.3.7 asks, by the keys that the tenant publishes. */
export class IdTokenValidator {
  readonly #clientId: string;
  readonly #authority: string;
  readonly #http: TenantClient;
  #keys: { url: string; get: ReturnType<typeof createRemoteJWKSet> } | undefined;

  constructor({ clientId, authority, http }: { clientId: string; authority: string; http: TenantClient }) {
    this.#clientId = clientId;
    this.#authority = authority;
    this.#http = http;
  }

  /**
   * Returns the claims of an ID token that belongs to this app, this tenant and the request with this nonce.
   *
   * @throws AuthError `id_token_invalid`, or `keys_unavailable` if nothing can be verified.
   */
  async validate(idToken: string, nonce: string, metadata: AuthorityMetadata): Promise<IdTokenClaims> {
    try {
      const keys = this.#keysAt(metadata.jwks_uri);
      const { payload, protectedHeader } = await jwtVerify(idToken, keys, {
        algorithms: ["RS256"],
        issuer: acceptedIssuers(metadata.issuer, this.#authority, decodeJwt(idToken)),
        // The tenant writes ids in lower case, however the app was told its own.
        audience: [this.#clientId, this.#clientId.toLowerCase()],
        requiredClaims: ["sub", "iat", "exp", "nonce"],
        clockTolerance,
        // Without a maximum age jose accepts an `iat` that lies ahead.
        maxTokenAge: "1 day",
      });
      const key = keys.jwks()?.keys.find(({ kid }) => kid === protectedHeader.kid);
      if (isMultiTenant(metadata.issuer) && !isKeyOf(key, payload)) {
        throw new TokenFault("the key is not one of the issuer");
      }
      return this.#belonging(payload, nonce);
    } catch (cause) {
      const code = isFaultOfToken(cause) ? "id_token_invalid" : "keys_unavailable";
      throw new AuthError(code, { cause: clockFault(cause) ?? cause });
    }
  }

  /**
   * Fetches the keys anew, so that nobody who signs in has to wait for them.
   *
   * @throws AuthError `keys_unavailable`; the old keys stay in use until they are a day old.
   */
  async refreshKeys(metadata: AuthorityMetadata): Promise<void> {
    try {
      await this.#keysAt(metadata.jwks_uri).reload();
    } catch (cause) {
      throw new AuthError("keys_unavailable", { cause });
    }
  }

  #belonging(payload: JWTPayload, nonce: string): IdTokenClaims {
    const { sub, aud, iss, tid, oid } = payload;
    if (typeof sub !== "string" || sub === "") {
      throw new TokenFault("sub is empty or no string");
    }
    if (oid !== undefined && typeof oid !== "string") {
      throw new TokenFault("oid is no string");
    }
    if (payload.nonce !== nonce) {
      throw new TokenFault("nonce is not that of the request");
    }
    if (Array.isArray(aud) && aud.length > 1) {
      throw new TokenFault("aud names others too");
    }
    const tenantId = tenantIdOf(iss ?? "");
    if (tenantId !== undefined && (typeof tid !== "string" || tid.toLowerCase() !== tenantId)) {
      throw new TokenFault("tid is not the issuer's tenant");
    }
    return { ...payload, sub };
  }

  /** Keys are cached by jose, and fetched again for an unknown `kid`, at most every 30 seconds. */
  #keysAt(url: string) {
    if (this.#keys?.url !== url) {
      const get = createRemoteJWKSet(new URL(url), {
        cacheMaxAge: keyLifetime,
        [customFetch]: async (address, { signal }) =>
          new Response(await this.#http.document(address, "keys", signal ?? undefined)),
      });
      this.#keys = { url, get };
    }
    return this.#keys.get;
  }
}

/** What is wrong with a token whose signature is right. */
class TokenFault extends LoggableError {}

/** The codes with which jose says that it has no keys to verify with; all its others are faults of the token. */
const keyFaults = new Set([errors.JWKSTimeout.code, errors.JWKSInvalid.code, errors.JOSEError.code]);

function isFaultOfToken(error: unknown): boolean {
  return error instanceof TokenFault || (error instanceof errors.JOSEError && !keyFaults.has(error.code));
}
