import cookieParser from "cookie-parser";
import { type Request, type Response, Router } from "express";
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
import { InstanceMark } from "../session/instanceMark.js";
import { signedInOf } from "../session/signedIn.js";
import { startSession } from "../session/startSession.js";
import type { Storage } from "../session/storage.js";
import { storageUnavailable } from "../session/storageUnavailable.js";
import { signInCancelled, signInCompleted } from "../telemetry/events.js";
import { goOn } from "./goOn.js";
import type { TransactionCookies } from "./transactionCookies.js";

interface AuthRouterParts {
  readonly config: Config;
  readonly authProvider: AuthProvider;
  readonly storage: Storage;
  readonly transactions: TransactionCookies;
  readonly log: Log;
}

/** `/redirect` takes the answer of the tenant that `tenantAnswerRouter` has passed on, and signs the person in. */
export function authRouter({ config, authProvider, storage, transactions, log }: AuthRouterParts): Router {
  const instanceMark = new InstanceMark(storage.instance, config);

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
    const transaction = transactions.take(request, response, answer.state);
    const correlationId = transaction?.correlationId;
    response.locals.correlationId = correlationId;
    if (!transaction && signedInOf(request)) {
      // Another tab has signed the person in, and later sign-ins have taken this one's place.
      goOn(response, "Signed in", "/");
    } else if (!transaction) {
      throw new AuthError("sign_in_expired", {
        cause: new LoggableError("no transaction of this browser fits"),
      });
    } else if (isCancelled(answer)) {
      log.info(`Sign-in cancelled by the person (correlation id ${correlationId})`, {
        correlation_id: correlationId,
      });
      signInCancelled.publish({});
      goOn(response, "Sign-in cancelled", "/?signin=cancelled");
    } else {
      const signedIn = await authProvider.handleRedirect(answer, transaction);
      await startSession(request, signedIn, { config, storage });
      signInCompleted.publish(signedIn);
      instanceMark.set(response);
      goOn(response, "Signed in", signedIn.returnTo);
    }
  }

  // Never before the session: express-session would read these cookies too, and fails on one that is JSON (`j:{…}`).
  const cookies = cookieParser();
  const router = Router();
  router.route("/redirect").get(cookies, answerFromQuery).post(cookies, answerFromForm);
  return router;
}
