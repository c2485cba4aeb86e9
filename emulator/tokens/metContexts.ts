import { TokenRequestError } from "../answers/tokenRequestError.js";
import { essentialContexts, isClaimsParameter } from "../provider/claimsParameter.js";
import { type ContextPolicies, knownContexts, wantSecondFactor } from "../provider/contextPolicies.js";
import { contextsOf, hasSecondFactor } from "../provider/secondFactor.js";

/** What a code or a refresh token knows of the sign-in. */
interface Source {
  readonly acr?: string | undefined;
  readonly amr?: readonly string[] | undefined;
}

/**
 * Returns the contexts that the tokens of a request may say are met, as oidc-provider's `acr`: those of before, and those
 * that the request's `claims` call essential.
 *
 * @throws TokenRequestError if these want a second factor that the sign-in did not have, or cannot be read.
 */
export function metContexts(
  { acr, amr }: Source,
  claims: string | null,
  policies: ContextPolicies,
): string | undefined {
  if (claims !== null && !isClaimsParameter(claims)) {
    throw new TokenRequestError({
      number: 9002313,
      error: "invalid_request",
      status: 400,
      message: "The parameter 'claims' cannot be read.",
    });
  }
  const asked = knownContexts(essentialContexts(claims), policies);
  if (claims === null || asked.length === 0) {
    return acr;
  }
  if (wantSecondFactor(asked, policies) && !hasSecondFactor(amr)) {
    throw new TokenRequestError({
      number: 50076,
      error: "interaction_required",
      status: 400,
      message: "The request wants a second factor: ask the person to sign in again with these claims.",
      claims,
    });
  }
  return [...new Set([...contextsOf(acr), ...asked])].join(" ");
}
