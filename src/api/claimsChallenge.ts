import { claimsRequest } from "../auth/claimsRequest.js";
import type { Challenge } from "./challenges.js";

/**
 * Returns the `claims` parameter that a sign-in needs before the API takes the person's token; undefined if the API asks for
 * none, or for what is no JSON object.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/claims-challenge
 */
export function claimsOf(challenge: Challenge | undefined): string | undefined {
  const claims = challenge?.parameters.get("claims");
  if (claims === undefined || challenge?.parameters.get("error") !== "insufficient_claims") {
    return undefined;
  }
  return claimsRequest(Buffer.from(claims, "base64").toString("utf8"));
}
