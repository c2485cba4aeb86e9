import type { RequestHandler } from "express";
import createError from "http-errors";
import * as z from "zod";
import { personOf } from "../session/signedIn.js";

const withRoles = z.looseObject({ roles: z.array(z.string()) });

/**
 * Lets people pass who have this app role, and answers everybody else with 403. It stands behind `requireAuth`.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/howto-add-app-roles-in-apps
 */
export function requireRole(role: string): RequestHandler {
  return (request, _response, next) => {
    const { data } = withRoles.safeParse(personOf(request).claims);
    if (!data?.roles.includes(role)) {
      throw createError(403);
    }
    next();
  };
}
