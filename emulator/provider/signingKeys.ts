import {
  CompactSign,
  calculateJwkThumbprint,
  exportJWK,
  type GenerateKeyPairResult,
  generateKeyPair,
  type JSONWebKeySet,
  type JWK,
} from "jose";
import type { JWKS } from "oidc-provider";
import { withClockSkew } from "../tokens/clockSkew.js";

const alg = "RS256";

/** The keys of an emulator, of which one signs its tokens. */
export interface SigningKeys {
  readonly private: JWKS;
  /** As everybody may see them (RFC 7517 section 5). Entra names the issuer with each key, and no `alg`. */
  readonly published: JSONWebKeySet;
  /**
   * The same token with `typ` in its header, as Entra's ID tokens have it (RFC 7519 section 5.1), and with its times moved by
   * as many seconds.
   */
  withType(token: string, clockSkew?: number): Promise<string>;
}

/** A new RS256 key for every start, as if Entra had just rolled its keys over. */
export function generateSigningKey(): Promise<GenerateKeyPairResult> {
  return generateKeyPair(alg, { extractable: true });
}

/** Names the key by a `kid`, in the forms in which the emulator needs it. `older` are published beside it. */
export async function signingKeysOf(
  { privateKey, publicKey }: GenerateKeyPairResult,
  issuer: string,
  older: JSONWebKeySet["keys"] = [],
): Promise<SigningKeys> {
  const publicJwk: JWK = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const named = { ...publicJwk, kty: "RSA", kid, use: "sig", issuer };
  return {
    private: { keys: [{ ...(await exportJWK(privateKey)), kid, use: "sig", alg }] },
    published: { keys: [named, ...older] },
    withType(token, clockSkew = 0) {
      const [, claims = ""] = token.split(".");
      return new CompactSign(withClockSkew(Buffer.from(claims, "base64url"), clockSkew))
        .setProtectedHeader({ typ: "JWT", alg, kid })
        .sign(privateKey);
    },
  };
}
