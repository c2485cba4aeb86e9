import { generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { registration } from "../support/app/startApp.js";
import { createSigningKey } from "../support/tenant/signingKey.js";
import { signedWith } from "../support/tenant/tenantKeys.js";
import type { TenantStub } from "../support/tenant/tenantStub.js";
import { acceptsIdToken, refusesIdToken } from "./conformanceModule.js";

const badSignature = /ERR_JWS_SIGNATURE_VERIFICATION_FAILED/;
const otherAlgorithm = /ERR_JOSE_ALG_NOT_ALLOWED/;

function hmac(claims: JWTPayload, { signingKey }: TenantStub, secret: string): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256", kid: signingKey.kid })
    .sign(Buffer.from(secret));
}

acceptsIdToken("oidcc-client-test-idtoken-sig-rs256", "RS256 by a published key", (claims, tenant) =>
  tenant.sign(claims),
);

refusesIdToken("oidcc-client-test-idtoken-sig-none", "alg none", otherAlgorithm, async (claims) =>
  new UnsecuredJWT(claims).encode(),
);

refusesIdToken(
  "oidcc-client-test-invalid-sig-rs256",
  "RS256 by another key under the published kid",
  badSignature,
  async (claims, { signingKey }) => {
    const { privateKey } = await createSigningKey();
    return signedWith({ ...signingKey, privateKey }, claims);
  },
);

refusesIdToken(
  "oidcc-client-test-invalid-sig-hs256",
  "HS256 by another secret",
  otherAlgorithm,
  (claims, tenant) => hmac(claims, tenant, "another-secret-of-thirty-two-bytes"),
);

refusesIdToken(
  "oidcc-client-test-invalid-sig-es256",
  "ES256 by an unpublished key",
  otherAlgorithm,
  async (claims, { signingKey }) => {
    const { privateKey } = await generateKeyPair("ES256");
    return signedWith({ ...signingKey, privateKey }, claims, { alg: "ES256" });
  },
);

refusesIdToken("hs256-client-secret", "HS256 by the client secret", otherAlgorithm, (claims, tenant) =>
  hmac(claims, tenant, registration.clientSecret),
);

refusesIdToken("hs256-public-key", "HS256 by the published key", otherAlgorithm, (claims, tenant) =>
  hmac(claims, tenant, JSON.stringify(tenant.signingKey.publicJwk)),
);

refusesIdToken(
  "tampered-payload",
  "a payload changed after signing",
  badSignature,
  async (claims, tenant) => {
    const [header, , signature] = (await tenant.sign(claims)).split(".");
    const payload = Buffer.from(JSON.stringify({ ...claims, oid: "someone-else" })).toString("base64url");
    return [header, payload, signature].join(".");
  },
);

refusesIdToken("empty-signature", "an empty signature", badSignature, async (claims, tenant) =>
  (await tenant.sign(claims)).replace(/[^.]*$/, ""),
);
