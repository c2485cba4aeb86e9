import { type RequestHandler, Router, urlencoded } from "express";
import { methodNotAllowed } from "../middleware/errors/methodNotAllowed.js";
import { navigationOnly } from "../middleware/navigation.js";
import { repost } from "./repost.js";
import type { TransactionCookies } from "./transactionCookies.js";

interface TenantAnswerParts {
  readonly transactions: TransactionCookies;
  readonly limit: RequestHandler;
}

/**
 * What an answer of the tenant at `/redirect` has to pass before the session is read, which costs the storage a call.
 * `authRouter` takes what has passed.
 */
export function tenantAnswerRouter({ transactions, limit }: TenantAnswerParts): Router {
  const form = urlencoded({ extended: false, limit: "100kb" });
  const passOn: RequestHandler = (_request, _response, next) => next("route");
  const router = Router();
  router
    .route("/redirect")
    .head(methodNotAllowed("GET", "POST"))
    .get(navigationOnly, limit, passOn)
    .post(navigationOnly, form, repost(transactions), limit, passOn)
    .all(methodNotAllowed("GET", "POST"));
  return router;
}
