import { type Request, type Response, Router } from "express";
import type { AuthProvider } from "../auth/AuthProvider.js";
import type { Config } from "../config/config.js";
import { methodNotAllowed } from "../middleware/errors/methodNotAllowed.js";
import { ownFormOr } from "../middleware/guards/ownForm.js";
import { sessionCookie } from "../session/sessionMiddleware.js";
import { endSession } from "../session/signOut/endSession.js";
import type { Storage } from "../session/storage.js";
import { goOn } from "./goOn.js";
import type { TransactionCookies } from "./transactionCookies.js";

/** Asks whoever comes from elsewhere. */
const question = "/auth/signout";

interface SignOutRouterParts {
  readonly config: Config;
  readonly authProvider: AuthProvider;
  readonly storage: Storage;
  readonly transactions: TransactionCookies;
}

/** `GET /signout` asks, and needs no session. Forms of this app's own pages are for `signOutRouter`. */
export function signOutQuestionRouter(config: Config): Router {
  const router = Router();
  router
    .route("/signout")
    .get((_request, response) => response.render("signout", { title: "Sign out" }))
    .post(ownFormOr(question, config), (_request, _response, next) => next("route"))
    .all(methodNotAllowed("GET", "HEAD", "POST"));
  return router;
}

/** `POST /signout` signs people out of the app and of the tenant. */
export function signOutRouter({ config, authProvider, storage, transactions }: SignOutRouterParts): Router {
  async function endAll(request: Request, response: Response): Promise<void> {
    const claims = await endSession(request, storage.signOuts);
    const { name, options } = sessionCookie(config);
    response.clearCookie(name, options);
    transactions.clear(response);
    const url = await authProvider.logout(claims);
    if (url) {
      goOn(response, "Signing out", url);
    } else {
      response.render("signedout", { title: "Signed out" });
    }
  }

  const router = Router();
  // Once more, because what acts guards itself, whatever stands before it.
  router.post("/signout", ownFormOr(question, config), endAll);
  return router;
}
