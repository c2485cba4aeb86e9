import cookieParser from "cookie-parser";
import { type Request, type RequestHandler, type Response, Router } from "express";
import createError from "http-errors";
import * as z from "zod";
import type { AuthProvider } from "../auth/AuthProvider.js";
import type { Config } from "../config/config.js";
import { canonicalOrigin } from "../middleware/canonicalOrigin.js";
import { methodNotAllowed } from "../middleware/errors/methodNotAllowed.js";
import { navigationOnly } from "../middleware/navigation.js";
import type { TransactionCookies } from "./transactionCookies.js";

const hint = z.string().max(256).optional();

const signInQuery = z.object({
  returnTo: z.string().optional().catch(undefined),
  prompt: z.enum(["login", "none", "consent", "select_account", "create"]).optional(),
  login_hint: hint,
  domain_hint: hint,
  ui_locales: hint,
});

interface SignInRouterParts {
  readonly config: Config;
  readonly authProvider: AuthProvider;
  readonly transactions: TransactionCookies;
  readonly limit: RequestHandler;
}

/** `/signin` sends people to the tenant. It needs no session. */
export function signInRouter({ config, authProvider, transactions, limit }: SignInRouterParts): Router {
  async function signIn(request: Request, response: Response): Promise<void> {
    const { data, error } = signInQuery.safeParse(request.query);
    if (!data) {
      throw createError(400, error);
    }
    const { url, transaction } = await authProvider.login({
      returnTo: data.returnTo,
      prompt: data.prompt,
      loginHint: data.login_hint,
      domainHint: data.domain_hint,
      uiLocales: data.ui_locales,
    });
    transactions.add(request, response, transaction);
    response.redirect(url);
  }

  const router = Router();
  router
    .route("/signin")
    .get(navigationOnly, canonicalOrigin(config), limit, cookieParser(), signIn)
    .all(methodNotAllowed("GET", "HEAD"));
  return router;
}
