import type { KoaContextWithOIDC } from "oidc-provider";
import type { Applications } from "../applications/applications.js";
import { claimsParameter, essentialContexts } from "./claimsParameter.js";
import { type ContextPolicies, knownContexts, wantSecondFactor } from "./contextPolicies.js";

/** What proved the person, as the `amr` claim says it (Microsoft identity platform, "Optional claims reference"). */
export const methods = { password: ["pwd"], passcode: ["emailotp"], emailCode: ["emailotp", "mfa"] } as const;

/** True if a session whose `amr` this is has proved a second factor. */
export function hasSecondFactor(amr: readonly string[] | undefined): boolean {
  return amr?.includes("mfa") === true;
}

/** True if a password was typed, and not a passcode alone. */
export function hasPassword(amr: readonly string[]): boolean {
  return amr.includes("pwd");
}

/**
 * True if the application wants a second factor, or the request asks for an authentication context that does, and the
 * session has none. Contexts that the session meets are kept in its `acr`, from where they get into its tokens, also into
 * those of later requests that do not ask.
 */
export function needsSecondFactor(
  { oidc: { session, client, params } }: KoaContextWithOIDC,
  applications: Applications,
  policies: ContextPolicies,
): boolean {
  if (session && applications.find(client?.clientId)?.mfaRequired && !hasSecondFactor(session.amr)) {
    return true;
  }
  const asked = knownContexts(essentialContexts(params?.[claimsParameter]), policies);
  if (!session || asked.length === 0) {
    return false;
  }
  if (wantSecondFactor(asked, policies) && !hasSecondFactor(session.amr)) {
    return true;
  }
  session.acr = [...new Set([...contextsOf(session.acr), ...asked])].join(" ");
  return false;
}

/** The authentication contexts in an `acr` of oidc-provider's. */
export function contextsOf(acr: string | undefined): string[] {
  return acr ? acr.split(" ") : [];
}
