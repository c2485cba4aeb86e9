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

const alg = "RS256";

/** The key that signs the tokens of an emulator. */
export interface SigningKeys {
  readonly private: JWKS;
  /** As everybody may see it (RFC 7517 section 5). Entra names the issuer with each key, and no `alg`. */
  readonly published: JSONWebKeySet;
  /** The same token with `typ` in its header, as Entra's ID tokens have it (RFC 7519 section 5.1). */
  withType(token: string): Promise<string>;
}

/** A new RS256 key for every start, as if Entra had just rolled its keys over. */
export function generateSigningKey(): Promise<GenerateKeyPairResult> {
  return generateKeyPair(alg, { extractable: true });
}

/** Names the key by a `kid`, in the forms in which the emulator needs it. */
export async function signingKeysOf(
  { privateKey, publicKey }: GenerateKeyPairResult,
  issuer: string,
): Promise<SigningKeys> {
  const publicJwk: JWK = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const named = { ...publicJwk, kty: "RSA", kid, use: "sig", issuer };
  return {
    private: { keys: [{ ...(await exportJWK(privateKey)), kid, use: "sig", alg }] },
    published: { keys: [named] },
    withType(token) {
      const [, claims = ""] = token.split(".");
      return new CompactSign(Buffer.from(claims, "base64url"))
        .setProtectedHeader({ typ: "JWT", alg, kid })
        .sign(privateKey);
    },
  };
}
