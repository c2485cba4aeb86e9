import cookieParser from "cookie-parser";
import { type Request, type RequestHandler, type Response, Router, urlencoded } from "express";
import createError from "http-errors";
import * as z from "zod";
import type { AuthProvider } from "../auth/AuthProvider.js";
import {
  type AuthorizationResponse,
  isCancelled,
  parseAuthorizationResponse,
} from "../auth/authorizationResponse.js";
import { AuthError } from "../auth/errors.js";
import { SignInTransactionSeal } from "../auth/signInTransaction.js";
import type { Config } from "../config.js";
import { canonicalOrigin } from "../middleware/canonicalOrigin.js";
import { methodNotAllowed } from "../middleware/methodNotAllowed.js";
import { endSession } from "../session/endSession.js";
import { sessionCookie } from "../session/sessionMiddleware.js";
import { signedInOf } from "../session/signedIn.js";
import { startSession } from "../session/startSession.js";
import type { Storage } from "../session/storage.js";
import { storageUnavailable } from "../session/storageUnavailable.js";
import { repost } from "./repost.js";
import { TransactionCookies } from "./transactionCookies.js";

const hint = z.string().max(256).optional();

const signInQuery = z.object({
  returnTo: z.string().optional().catch(undefined),
  prompt: z.enum(["login", "none", "consent", "select_account", "create"]).optional(),
  login_hint: hint,
  domain_hint: hint,
  ui_locales: hint,
});

interface AuthRouterParts {
  readonly config: Config;
  readonly authProvider: AuthProvider;
  readonly storage: Storage;
  readonly session: RequestHandler;
}

/** Signs people in and out: `/signin`, `/redirect`, `/signout`. */
export function authRouter({ config, authProvider, storage, session }: AuthRouterParts): Router {
  const transactions = new TransactionCookies(new SignInTransactionSeal(config.sessionSecrets), config);

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
    await transactions.add(request, response, transaction);
    response.redirect(url);
  }

  async function answerFromQuery(request: Request, response: Response): Promise<void> {
    await complete(request, response, parseAuthorizationResponse(request.query));
  }

  async function answerFromForm(request: Request, response: Response): Promise<void> {
    await complete(request, response, parseAuthorizationResponse(request.body));
  }

  async function complete(
    request: Request,
    response: Response,
    answer: AuthorizationResponse,
  ): Promise<void> {
    // Before anything is used up: while the storage is away the person can send the same answer again.
    await storage.check().catch((error: unknown) => {
      throw storageUnavailable(error);
    });
    const transaction = await transactions.take(request, response, answer.state);
    if (!transaction) {
      throw new AuthError("sign_in_expired", { cause: new Error("no transaction of this browser fits") });
    }
    if (isCancelled(answer)) {
      response.redirect(303, "/?signin=cancelled");
      return;
    }
    const signedIn = await authProvider.handleRedirect(answer, transaction);
    await startSession(request, signedIn, {
      sessionLifetime: config.sessionLifetime,
      tenantSessions: storage.tenantSessions,
    });
    response.redirect(303, signedIn.returnTo);
  }

  async function signOut(request: Request, response: Response): Promise<void> {
    if (!isOfThisSite(request)) {
      response.render("signout", { title: "Sign out" });
      return;
    }
    const claims = signedInOf(request)?.claims;
    await endSession(request);
    const { name, options } = sessionCookie(config);
    response.clearCookie(name, options);
    const url = await authProvider.logout(claims);
    if (url) {
      response.redirect(url);
    } else {
      response.render("signedout", { title: "Signed out" });
    }
  }

  // Never before the session: express-session would read these cookies too, and fails on one that is JSON (`j:{…}`).
  const cookies = cookieParser();
  const form = urlencoded({ extended: false, limit: "100kb" });
  const router = Router();
  router.route("/signin").get(canonicalOrigin(config), cookies, signIn).all(methodNotAllowed("GET", "HEAD"));
  router
    .route("/redirect")
    .get(session, cookies, answerFromQuery)
    .post(form, repost(transactions), session, cookies, answerFromForm)
    .all(methodNotAllowed("GET", "HEAD", "POST"));
  router.route("/signout").get(session, signOut).all(methodNotAllowed("GET", "HEAD"));
  return router;
}

/**
 * Tells whether a person on this site, or at the address bar, asked for the page: not another site, and not a browser
 * that loads it ahead (Fetch Metadata, section 2.4; Sec-Purpose, Fetch, section 3.8).
 */
function isOfThisSite(request: Request): boolean {
  const site = request.get("Sec-Fetch-Site") ?? "none";
  return ["same-origin", "none"].includes(site) && request.get("Sec-Purpose") === undefined;
}
