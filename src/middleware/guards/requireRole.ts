import type { RequestHandler } from "express";
import { AccessError } from "../../auth/errors/accessError.js";
import { claimValues } from "../../auth/idToken/claimValues.js";
import { personOf } from "../../session/signedIn.js";

/**
 * Lets people pass who have this app role, and fails with AccessError `role_missing` for everybody else. It stands behind
 * `requireAuth`; several after each other ask for all of their roles.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/howto-add-app-roles-in-apps
 */
export function requireRole(role: string): RequestHandler {
  return (request, _response, next) => {
    if (!claimValues(personOf(request).claims.roles).includes(role)) {
      throw new AccessError("role_missing", role);
    }
    next();
  };
}
