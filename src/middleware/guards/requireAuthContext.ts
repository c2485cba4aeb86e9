import type { RequestHandler } from "express";
import * as z from "zod";
import { AccessError } from "../../auth/errors/accessError.js";
import { SignInDemanded } from "../../auth/errors/signInDemanded.js";
import { claimValues } from "../../auth/idToken/claimValues.js";
import { forgetDemand } from "../../session/answeredDemands.js";
import { personOf } from "../../session/signedIn.js";

type FirstDigit = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** The id of an authentication context of Conditional Access: `c1` to `c99`. */
export type AuthContextId = `c${FirstDigit}${0 | FirstDigit | ""}`;

const contextId = z.string().regex(/^c[1-9]\d?$/, "An authentication context is one of c1 to c99.");

/**
 * Lets people pass who have signed in as an authentication context asks, e.g. by a second factor, by the claim `acrs` of their
 * ID token. Who opens the page without is led to the tenant for it, and comes back; a form is refused, so guard the page with
 * the form too, which then asks before anything is typed. It stands behind `requireAuth`, and fails with AccessError
 * `auth_context_unmet` if the tenant has not confirmed the context. The context protects only what a policy of the tenant asks
 * for: without one Entra confirms it freely.
 *
 * @throws ZodError for an id that is none.
 * @see https://learn.microsoft.com/entra/identity-platform/developer-guide-conditional-access-authentication-context
 */
export function requireAuthContext(id: AuthContextId): RequestHandler {
  const context = contextId.parse(id);
  const reason = `auth-context ${context}`;
  const claims = JSON.stringify({ access_token: { acrs: { essential: true, value: context } } });
  return (request, _response, next) => {
    if (!claimValues(personOf(request).claims.acrs).includes(context)) {
      throw new SignInDemanded({ reason, claims }, new AccessError("auth_context_unmet", context));
    }
    forgetDemand(request, reason);
    next();
  };
}
