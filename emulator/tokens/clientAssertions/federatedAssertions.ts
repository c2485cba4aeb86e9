import { createLocalJWKSet, type JWTVerifyGetKey } from "jose";
import * as z from "zod";
import type { Application } from "../../applications/application.js";
import { ClientAssertionError } from "./clientAssertionError.js";
import { verifyAssertion } from "./verifyAssertion.js";

/** Milliseconds for an issuer to answer. */
const timeLimit = 5_000;

const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string(),
  aud: z.union([z.string().transform((audience) => [audience]), z.array(z.string())]),
});

const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

/**
 * Tokens of another issuer that stand for an app (Microsoft Entra, "Workload identity federation"). Such a token may
 * come again and again until it expires, as the one in a Kubernetes pod's file does.
 */
export class FederatedAssertions {
  /** @throws ClientAssertionError if the assertion does not prove this client. */
  async verify(assertion: string, unverifiedClaims: unknown, client: Application): Promise<void> {
    const claims = claimsSchema.safeParse(unverifiedClaims);
    if (!claims.success) {
      throw new ClientAssertionError("malformed", { cause: claims.error });
    }
    const issuer = trustedIssuer(claims.data, client);
    await verifyAssertion(assertion, await keysOf(issuer), "keyNotPublished", {
      algorithms: ["RS256"],
    });
  }
}

/** OpenID Connect Discovery 1.0, section 4. */
async function keysOf(issuer: string): Promise<JWTVerifyGetKey> {
  const documentSchema = z.object({ issuer: z.literal(issuer), jwks_uri: z.url() });
  try {
    const document = await read(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
    return createLocalJWKSet(keySetSchema.parse(await read(documentSchema.parse(document).jwks_uri)));
  } catch (cause) {
    throw new ClientAssertionError("issuerUnreadable", { cause });
  }
}

async function read(url: string): Promise<unknown> {
  const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(timeLimit) });
  if (!response.ok) {
    throw new Error(`${url} answers with ${response.status}`);
  }
  return response.json();
}

/** Each of the three must be registered letter for letter, in the same credential. */
function trustedIssuer(
  { iss, sub, aud }: z.infer<typeof claimsSchema>,
  { federatedCredentials }: Application,
): string {
  const ofIssuer = federatedCredentials.filter(({ issuer }) => issuer === iss);
  if (ofIssuer.length === 0) {
    throw new ClientAssertionError("unknownIssuer");
  }
  const ofSubject = ofIssuer.filter(({ subject }) => subject === sub);
  if (ofSubject.length === 0) {
    throw new ClientAssertionError("unknownSubject");
  }
  if (!ofSubject.some(({ audience }) => aud.includes(audience))) {
    throw new ClientAssertionError("unknownAudience");
  }
  return iss;
}
