import { Router } from "express";
import { claimValues } from "../auth/idToken/claimValues.js";
import { displayName } from "../claims/displayName.js";
import type { Config } from "../config/config.js";
import { ordersManager } from "../config/ordersApi.js";
import { methodNotAllowed } from "../middleware/errors/methodNotAllowed.js";
import { signedInOf } from "../session/signedIn.js";

/** The home page. */
export function indexRouter({
  ordersApi,
  profileScopes,
}: Pick<Config, "ordersApi" | "profileScopes">): Router {
  const router = Router();
  router
    .route("/")
    .get((request, response) => {
      const signedIn = signedInOf(request);
      const mayManageOrders = claimValues(signedIn?.claims.roles).includes(ordersManager);
      response.render("index", {
        title: "Home",
        profile: profileScopes !== undefined,
        orders: ordersApi !== undefined,
        allOrders: ordersApi !== undefined && mayManageOrders,
        signedIn: signedIn !== undefined,
        name: signedIn && displayName(signedIn.claims),
        cancelled: request.query.signin === "cancelled",
      });
    })
    .all(methodNotAllowed("GET", "HEAD"));
  return router;
}
