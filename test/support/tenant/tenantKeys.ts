import { type JWTPayload, SignJWT } from "jose";
import { TenantClient } from "../../../src/auth/http/tenantClient.js";
import { IdTokenValidator } from "../../../src/auth/idToken/idTokenValidator.js";
import type { AuthorityMetadata } from "../../../src/auth/tenant/authorityMetadata.js";
import { answerJson, type LocalServer, startLocalServer } from "../network/localServer.js";
import { claimsOfAda, tenantId } from "./claimsOfAda.js";
import { metadataOf } from "./metadataOf.js";
import { createSigningKey, type SigningKey } from "./signingKey.js";

export const clientId = "11111111-2222-4333-8444-555555555555";
const nonce = "nonce-of-the-sign-in";

/** One for all tests, because making one takes long. */
const key = await createSigningKey();

const authority = "https://contoso.ciamlogin.com/contoso.onmicrosoft.com";

/** A tenant that signs ID tokens, a server that publishes its keys, and the app's validator of them. */
export interface TenantKeys {
  readonly key: SigningKey;
  readonly server: LocalServer;
  readonly metadata: AuthorityMetadata;
  /** Publishes these keys from now on. */
  publish(...keys: readonly SigningKey[]): void;
  /** `changed` is what the metadata says otherwise by then. */
  validate(idToken: string, changed?: Partial<AuthorityMetadata>): ReturnType<IdTokenValidator["validate"]>;
}

export async function startTenantKeys(
  changes: Partial<AuthorityMetadata> = {},
  ownId = clientId,
): Promise<TenantKeys> {
  const server = await startLocalServer(answerJson(keySetOf(key)));
  const validator = new IdTokenValidator({ clientId: ownId, authority, http: new TenantClient() });
  const metadata = {
    ...metadataOf(`https://contoso.ciamlogin.com/${tenantId}`),
    issuer: `https://${tenantId}.ciamlogin.com/${tenantId}/v2.0`,
    jwks_uri: `${server.url}/${tenantId}/discovery/v2.0/keys`,
    ...changes,
  };
  return {
    key,
    server,
    metadata,
    publish: (...keys) => {
      server.answer = answerJson(keySetOf(...keys));
    },
    validate: (idToken, changed) => validator.validate(idToken, nonce, { ...metadata, ...changed }),
  };
}

/** The document in which a tenant publishes these keys. */
export function keySetOf(...keys: readonly SigningKey[]) {
  return { keys: keys.map(({ publicJwk }) => publicJwk) };
}

/** The claims of a good ID token, with changes; `undefined` leaves a claim out. */
export function idTokenClaims(changes: Record<string, unknown> = {}): JWTPayload {
  const issuer = `https://${tenantId}.ciamlogin.com/${tenantId}/v2.0`;
  return { ...claimsOfAda(issuer, clientId), nonce, ...changes };
}

/** Signs as a tenant does; `header` has what it does otherwise. */
export function signedWith(
  { privateKey, kid }: SigningKey,
  claims: JWTPayload,
  header: Record<string, unknown> = {},
): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "RS256", typ: "JWT", kid, ...header })
    .sign(privateKey);
}
