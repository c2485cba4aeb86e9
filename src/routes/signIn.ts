import cookieParser from "cookie-parser";
import { type Request, type RequestHandler, type Response, Router } from "express";
import createError from "http-errors";
import * as z from "zod";
import type { AuthProvider } from "../auth/AuthProvider.js";
import { AuthError } from "../auth/errors/authError.js";
import type { SignInOptions } from "../auth/signIn.js";
import { SignInDemandSeal } from "../auth/signInDemand.js";
import type { Config } from "../config/config.js";
import { LoggableError } from "../log/loggableError.js";
import { canonicalOrigin } from "../middleware/canonicalOrigin.js";
import { methodNotAllowed } from "../middleware/errors/methodNotAllowed.js";
import { navigationOnly } from "../middleware/navigation.js";
import { sessionFingerprint } from "../session/cookie/sessionFingerprint.js";
import { signInBegun } from "../telemetry/events.js";
import type { TransactionCookies } from "./transactionCookies.js";

const hint = z.string().max(256).optional();

const signInQuery = z.object({
  returnTo: z.string().optional().catch(undefined),
  prompt: z.enum(["login", "none", "consent", "select_account", "create"]).optional(),
  login_hint: hint,
  domain_hint: hint,
  ui_locales: hint,
  demand: z.string().optional(),
});

interface SignInRouterParts {
  readonly config: Config;
  readonly authProvider: AuthProvider;
  readonly transactions: TransactionCookies;
  readonly limit: RequestHandler;
}

/**
 * `/signin` sends people to the tenant, and with `demand` as the guard of a page has asked (`middleware/askAgain.ts`). It reads
 * no session.
 */
export function signInRouter({ config, authProvider, transactions, limit }: SignInRouterParts): Router {
  const demands = new SignInDemandSeal(config.sessionSecrets);

  function demandIn(request: Request, value: string): SignInOptions {
    const demand = demands.open(value, sessionFingerprint(request, config));
    if (!demand) {
      throw new AuthError("sign_in_expired", {
        cause: new LoggableError("the demand is not one of this session"),
      });
    }
    return demand;
  }

  async function signIn(request: Request, response: Response): Promise<void> {
    const { data, error } = signInQuery.safeParse(request.query);
    if (!data) {
      throw createError(400, error);
    }
    const options = data.demand === undefined ? optionsIn(data) : demandIn(request, data.demand);
    const { url, transaction } = await authProvider.login(options);
    response.locals.correlationId = transaction.correlationId;
    transactions.add(request, response, transaction);
    signInBegun.publish({});
    response.redirect(url);
  }

  const router = Router();
  router
    .route("/signin")
    .get(navigationOnly, canonicalOrigin(config), limit, cookieParser(), signIn)
    .all(methodNotAllowed("GET", "HEAD"));
  return router;
}

function optionsIn(query: z.output<typeof signInQuery>): SignInOptions {
  return {
    returnTo: query.returnTo,
    prompt: query.prompt,
    loginHint: query.login_hint,
    domainHint: query.domain_hint,
    uiLocales: query.ui_locales,
  };
}
