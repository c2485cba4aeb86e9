import { Router } from "express";
import { displayName } from "../claims/displayName.js";
import { methodNotAllowed } from "../middleware/errors/methodNotAllowed.js";
import { signedInOf } from "../session/signedIn.js";

/** The home page. */
export function indexRouter(): Router {
  const router = Router();
  router
    .route("/")
    .get((request, response) => {
      const signedIn = signedInOf(request);
      response.render("index", {
        title: "Home",
        signedIn: signedIn !== undefined,
        name: signedIn && displayName(signedIn.claims),
        cancelled: request.query.signin === "cancelled",
      });
    })
    .all(methodNotAllowed("GET", "HEAD"));
  return router;
}
