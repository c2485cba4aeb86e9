import cookieParser from "cookie-parser";
import { type Request, type Response, Router } from "express";
import createError from "http-errors";
import * as z from "zod";
import type { AuthProvider } from "../auth/AuthProvider.js";
import {
  type AuthorizationResponse,
  isCancelled,
  parseAuthorizationResponse,
} from "../auth/authorizationResponse.js";
import { AuthError } from "../auth/errors/authError.js";
import type { Config } from "../config/config.js";
import type { Log } from "../log/log.js";
import { LoggableError } from "../log/loggableError.js";
import { authRateLimit } from "../middleware/authRateLimit.js";
import { canonicalOrigin } from "../middleware/canonicalOrigin.js";
import { methodNotAllowed } from "../middleware/errors/methodNotAllowed.js";
import { navigationOnly } from "../middleware/navigation.js";
import { InstanceMark } from "../session/instanceMark.js";
import { signedInOf } from "../session/signedIn.js";
import { startSession } from "../session/startSession.js";
import type { Storage } from "../session/storage.js";
import { storageUnavailable } from "../session/storageUnavailable.js";
import { goOn } from "./goOn.js";
import type { TransactionCookies } from "./transactionCookies.js";

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
  readonly transactions: TransactionCookies;
  readonly log: Log;
}

/** Signs people in: `/signin` sends them to the tenant, `/redirect` takes its answer. */
export function authRouter({ config, authProvider, storage, transactions, log }: AuthRouterParts): Router {
  const instanceMark = new InstanceMark(storage.instance, config);

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
    if (!transaction && signedInOf(request)) {
      // Another tab has signed the person in, and later sign-ins have taken this one's place.
      goOn(response, "Signed in", "/");
    } else if (!transaction) {
      throw new AuthError("sign_in_expired", {
        cause: new LoggableError("no transaction of this browser fits"),
      });
    } else if (isCancelled(answer)) {
      log.info(`Sign-in cancelled by the person (correlation id ${transaction.correlationId})`);
      goOn(response, "Sign-in cancelled", "/?signin=cancelled");
    } else {
      const signedIn = await authProvider.handleRedirect(answer, transaction);
      await startSession(request, signedIn, {
        sessionLifetime: config.sessionLifetime,
        signOuts: storage.signOuts,
      });
      instanceMark.set(response);
      goOn(response, "Signed in", signedIn.returnTo);
    }
  }

  // Never before the session: express-session would read these cookies too, and fails on one that is JSON (`j:{…}`).
  const cookies = cookieParser();
  const limit = authRateLimit(config, storage.rateLimits);
  const router = Router();
  router
    .route("/signin")
    .get(navigationOnly, canonicalOrigin(config), limit, cookies, signIn)
    .all(methodNotAllowed("GET", "HEAD"));
  router
    .route("/redirect")
    .head(methodNotAllowed("GET", "POST"))
    .get(navigationOnly, limit, cookies, answerFromQuery)
    // The form has been read by `repostRouter`.
    .post(limit, cookies, answerFromForm)
    .all(methodNotAllowed("GET", "POST"));
  return router;
}
