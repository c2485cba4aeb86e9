import { createLocalJWKSet, decodeJwt, errors, jwtVerify } from "jose";
import * as z from "zod";
import { TokenRequestError } from "../answers/tokenRequestError.js";
import type { Application } from "../applications/application.js";
import type { SigningKeys } from "../provider/signingKeys.js";
import type { Tenant } from "../tenant.js";

const claimsSchema = z.object({
  aud: z.string(),
  oid: z.string(),
  scp: z.string().optional(),
  acrs: z.array(z.string()).default([]),
  auth_time: z.number().optional(),
  azp: z.string().optional(),
  appid: z.string().optional(),
});

/** What the access token that an API was called with says of the person. */
export type UserAssertion = Pick<z.output<typeof claimsSchema>, "oid" | "acrs" | "auth_time">;

interface AssertionParts {
  readonly tenant: Tenant;
  readonly signingKeys: SigningKeys;
}

/**
 * Verifies the access token that an API hands in to call on for its caller: it must be of this tenant, for this very API,
 * and a person's.
 *
 * @throws TokenRequestError
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow
 */
export async function verifyUserAssertion(
  { tenant, signingKeys }: AssertionParts,
  { clientId, api }: Application,
  assertion: string,
): Promise<UserAssertion> {
  const { aud, scp, azp, appid, ...person } = await verified(tenant, signingKeys, assertion);
  if (azp === undefined && appid === undefined) {
    throw refusal(240002, "An ID token is no assertion of this flow: it takes access tokens.");
  }
  if (![clientId, `api://${clientId}`, ...(api?.identifierUris ?? [])].includes(aud)) {
    throw refusal(
      500131,
      `The audience of the assertion is '${aud}', and must be the application that presents it, '${clientId}'.`,
    );
  }
  if (scp === undefined) {
    throw refusal(
      7000114,
      "The assertion is an application's own, and on behalf of one nothing can be asked.",
    );
  }
  return person;
}

async function verified(tenant: Tenant, { published }: SigningKeys, assertion: string) {
  try {
    decodeJwt(assertion);
  } catch (cause) {
    throw refusal(50027, "The assertion is no JWT.", cause);
  }
  const issuer = [tenant.issuer, `https://sts.windows.net/${tenant.id}/`];
  try {
    const { payload } = await jwtVerify(assertion, createLocalJWKSet(published), {
      issuer,
      algorithms: ["RS256"],
      requiredClaims: ["exp", "aud", "oid"],
    });
    return claimsSchema.parse(payload);
  } catch (cause) {
    throw cause instanceof errors.JWTExpired
      ? refusal(500133, "The assertion is not within its time.", cause)
      : refusal(50013, "The assertion has no signature or no issuer of this tenant.", cause);
  }
}

function refusal(number: number, message: string, cause?: unknown): TokenRequestError {
  return new TokenRequestError({ number, error: "invalid_grant", status: 400, message }, { cause });
}
