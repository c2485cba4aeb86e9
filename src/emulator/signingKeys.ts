import { calculateJwkThumbprint, exportJWK, generateKeyPair } from "jose";
import type { JWKS } from "oidc-provider";

/** A new RS256 key with a `kid` for every start, as if Entra had just rolled its keys over. */
export async function generateSigningKeys(): Promise<JWKS> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const key = await exportJWK(privateKey);
  return { keys: [{ ...key, kid: await calculateJwkThumbprint(key), use: "sig", alg: "RS256" }] };
}
