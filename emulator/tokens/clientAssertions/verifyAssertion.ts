import { errors, type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from "jose";
import { ClientAssertionError, type Refusal } from "./clientAssertionError.js";

/** Seconds by which the clocks of both sides may differ. */
export const clockTolerance = 300;

/**
 * Verifies the signature, the time and the other claims of an assertion (RFC 7523 section 3).
 *
 * @throws ClientAssertionError: what is wrong with its claims, or `badSignature`.
 */
export async function verifyAssertion(
  assertion: string,
  getKey: JWTVerifyGetKey,
  badSignature: Refusal,
  options: JWTVerifyOptions,
): Promise<void> {
  try {
    await jwtVerify(assertion, getKey, { ...options, requiredClaims: ["exp"], clockTolerance });
  } catch (cause) {
    throw new ClientAssertionError(faultOfClaims(cause) ?? badSignature, { cause });
  }
}

function faultOfClaims(error: unknown): Refusal | undefined {
  if (!(error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed)) {
    return undefined;
  }
  return error.claim === "aud" ? "wrongAudience" : "outsideItsTime";
}
