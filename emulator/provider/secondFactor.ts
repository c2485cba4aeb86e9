import type { KoaContextWithOIDC } from "oidc-provider";
import { claimsParameter, essentialContexts } from "./claimsParameter.js";

/** What proved the person, as the `amr` claim says it (Microsoft identity platform, "Optional claims reference"). */
export const methods = { password: ["pwd"], emailCode: ["emailotp", "mfa"] } as const;

/** True if a session whose `amr` this is has proved a second factor. */
export function hasSecondFactor(amr: readonly string[] | undefined): boolean {
  return amr?.includes("mfa") === true;
}

/**
 * True if the request asks for an authentication context and the session has no second factor, which is what each context
 * of this tenant wants. Contexts that the session meets are kept in its `acr`, from where they get into its tokens, also
 * into those of later requests that do not ask.
 */
export function needsSecondFactor({ oidc: { session, params } }: KoaContextWithOIDC): boolean {
  const asked = essentialContexts(params?.[claimsParameter]);
  if (!session || asked.length === 0) {
    return false;
  }
  if (!hasSecondFactor(session.amr)) {
    return true;
  }
  session.acr = [...new Set([...contextsOf(session.acr), ...asked])].join(" ");
  return false;
}

/** The authentication contexts in an `acr` of oidc-provider's. */
export function contextsOf(acr: string | undefined): string[] {
  return acr ? acr.split(" ") : [];
}
