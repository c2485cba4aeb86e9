import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { describe, expect, test } from "vitest";
import { describeCause } from "../../../src/log/describeCause.js";
import { tenantId } from "../../support/tenant/claimsOfAda.js";
import { createSigningKey } from "../../support/tenant/signingKey.js";
import {
  clientId,
  idTokenClaims,
  signedWith,
  startTenantKeys,
  type TenantKeys,
} from "../../support/tenant/tenantKeys.js";

const invalid = { name: "AuthError", code: "id_token_invalid" };

/** Tokens that no tenant signed, or not so. */
const forgeries: readonly (readonly [string, (tenant: TenantKeys) => string | Promise<string>])[] = [
  ["alg none", () => new UnsecuredJWT(idTokenClaims()).encode()],
  [
    "alg none and the tenant's kid",
    ({ key }) => `${part({ alg: "none", kid: key.kid })}.${part(idTokenClaims())}.`,
  ],
  ["HS256 by the client id", ({ key }) => hmac(clientId, key.kid)],
  ["HS256 by the tenant's public key", ({ key }) => hmac(JSON.stringify(key.publicJwk), key.kid)],
  ["HS256 by the tenant's modulus", ({ key }) => hmac(key.publicJwk.n ?? "", key.kid)],
  [
    "another key under the tenant's kid",
    async ({ key }) => {
      const { privateKey } = await createSigningKey();
      return signedWith({ ...key, privateKey }, idTokenClaims());
    },
  ],
  [
    "a key of its own in its header",
    async () => {
      const own = await createSigningKey();
      return signedWith(own, idTokenClaims(), { jwk: own.publicJwk });
    },
  ],
  ["an unknown kid", async ({ key }) => signedWith({ ...key, kid: "unknown" }, idTokenClaims())],
  [
    "a critical header",
    async ({ key }) => {
      const [, payload, signature] = (await signedWith(key, idTokenClaims())).split(".");
      return [part({ alg: "RS256", kid: key.kid, crit: ["b64"], b64: true }), payload, signature].join(".");
    },
  ],
  [
    "a changed payload",
    async ({ key }) => {
      const [header, , signature] = (await signedWith(key, idTokenClaims())).split(".");
      return [header, part(idTokenClaims({ sub: "subject-of-another" })), signature].join(".");
    },
  ],
  [
    "the signature of another token",
    async ({ key }) => {
      const [, , signature] = (await signedWith(key, idTokenClaims({ sub: "another" }))).split(".");
      return (await signedWith(key, idTokenClaims())).replace(/[^.]*$/, signature ?? "");
    },
  ],
  ["an empty signature", async ({ key }) => (await signedWith(key, idTokenClaims())).replace(/[^.]*$/, "")],
  ["no signature", async ({ key }) => (await signedWith(key, idTokenClaims())).replace(/\.[^.]*$/, "")],
];

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function hmac(secret: string, kid: string): Promise<string> {
  return new SignJWT(idTokenClaims()).setProtectedHeader({ alg: "HS256", kid }).sign(Buffer.from(secret));
}

describe("an ID token", () => {
  test.each(forgeries)("is refused with %s", async (_case, forge) => {
    const tenant = await startTenantKeys();
    await expect(tenant.validate(await forge(tenant))).rejects.toMatchObject(invalid);
  });

  test.each(["RS384", "RS512", "PS256"])(
    "is refused with %s, though by a key that is the tenant's",
    async (alg) => {
      const { privateKey, publicKey } = await generateKeyPair(alg);
      const publicJwk = { ...(await exportJWK(publicKey)), kid: "no-alg", use: "sig" };
      const key = { kid: "no-alg", privateKey, publicJwk };
      const { publish, validate } = await startTenantKeys();
      publish(key);
      await expect(validate(await signedWith(key, idTokenClaims(), { alg }))).rejects.toMatchObject(invalid);
    },
  );

  test("is accepted by a key that is published without alg, as Entra does", async () => {
    const { key, publish, validate } = await startTenantKeys();
    const { alg: _, ...publicJwk } = key.publicJwk;
    publish({ ...key, publicJwk });
    expect(await validate(await signedWith(key, idTokenClaims()))).toMatchObject({ tid: tenantId });
  });

  test.each(["", ".", "..", "a.b.c", "eyJhbGciOiJSUzI1NiJ9.bm90IGpzb24.c2ln", "null", "x".repeat(10_000)])(
    "is refused where it is %j",
    async (idToken) => {
      const { validate, server } = await startTenantKeys();
      await expect(validate(idToken)).rejects.toMatchObject(invalid);
      expect(server.requests).toEqual([]);
    },
  );

  test("is refused for reasons that repeat nothing of it", async () => {
    const { key, validate } = await startTenantKeys();
    const failure = await validate(await signedWith(key, idTokenClaims({ nonce: "x" }))).catch(describeCause);
    expect(failure).toMatch(/nonce is not that/);
    expect(failure).not.toMatch(/Ada|pairwise|eyJ/);
  });
});
