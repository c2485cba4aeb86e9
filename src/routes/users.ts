import { Router } from "express";
import { claimTable } from "../claims/claimTable.js";
import type { Config } from "../config/config.js";
import { methodNotAllowed } from "../middleware/errors/methodNotAllowed.js";
import { requireAuth } from "../middleware/guards/requireAuth.js";
import { personOf } from "../session/signedIn.js";

/** Pages for signed-in people. */
export function usersRouter({ profileScopes }: Pick<Config, "profileScopes">): Router {
  const router = Router();
  router
    .route("/id")
    .get(requireAuth, (request, response) => {
      response.render("id", {
        title: "ID token claims",
        profile: profileScopes !== undefined,
        claims: claimTable(personOf(request).claims),
      });
    })
    .all(methodNotAllowed("GET", "HEAD"));
  return router;
}
