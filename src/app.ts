import path from "node:path";
import express, { type Express } from "express";
import hbs from "hbs";
import { ApiClient } from "./api/apiClient.js";
import { createApiHttpClient } from "./api/apiHttpClient.js";
import { OrdersApi } from "./api/orders.js";
import { ProfileApi } from "./api/profile.js";
import { SignInTransactionSeal } from "./auth/signInTransaction.js";
import type { AppDependencies } from "./dependencies.js";
import { authRateLimit } from "./middleware/authRateLimit.js";
import { closeWhenStopping } from "./middleware/closeWhenStopping.js";
import { errorHandler } from "./middleware/errors/errorHandler.js";
import { notFound } from "./middleware/errors/notFound.js";
import { signInFailures } from "./middleware/errors/signInFailures.js";
import { askAgain } from "./middleware/guards/askAgain.js";
import { accessTokenGuard } from "./middleware/guards/requireAccessToken.js";
import { noStore } from "./middleware/noStore.js";
import { oneAtATime } from "./middleware/oneAtATime.js";
import { publicFiles } from "./middleware/publicFiles.js";
import { requestLog } from "./middleware/requestLog.js";
import { securityHeaders } from "./middleware/securityHeaders.js";
import { picoStyles, projectRoot } from "./process/paths.js";
import { authRouter } from "./routes/auth.js";
import { frontChannelLogoutRouter } from "./routes/frontChannelLogout.js";
import { healthRouter } from "./routes/health.js";
import { indexRouter } from "./routes/index.js";
import { ordersRouter } from "./routes/orders/orders.js";
import { profileRouter } from "./routes/profile/profile.js";
import { sessionsRouter } from "./routes/sessions.js";
import { signInRouter } from "./routes/signIn.js";
import { signOutQuestionRouter, signOutRouter } from "./routes/signOut.js";
import { tenantAnswerRouter } from "./routes/tenantAnswer.js";
import { TransactionCookies } from "./routes/transactionCookies.js";
import { usersRouter } from "./routes/users.js";
import { sessionMiddleware } from "./session/sessionMiddleware.js";
import { AccessTokens } from "./session/tokens/accessTokens.js";

/** Assembles the app: every middleware and router, in the order in which a request meets them. */
export function createApp({
  config,
  metadata,
  authProvider,
  storage,
  stopping,
  log,
}: AppDependencies): Express {
  const app = express();
  app.disable("x-powered-by");
  // No page is ever cached; static files have tags of their own.
  app.disable("etag");
  app.set("trust proxy", config.trustProxy);
  app.set("views", path.join(projectRoot, "views"));
  app.set("view engine", "hbs");
  app.set("view cache", config.production);
  app.locals.emulated = config.emulator !== undefined;
  app.engine("hbs", hbs.create().__express);

  const transactions = new TransactionCookies(new SignInTransactionSeal(config.sessionSecrets), config);
  const limit = authRateLimit(config, storage.rateLimits);
  const accessTokens = new AccessTokens({ config, authProvider, storage });
  const requireAccessToken = accessTokenGuard({ config, accessTokens });
  const http = createApiHttpClient();
  app.use(oneAtATime());
  app.use(closeWhenStopping(stopping));
  app.use(healthRouter({ metadata, storage, stopping }));
  app.use(requestLog(log));
  app.use(securityHeaders(config));
  app.use(publicFiles(path.join(projectRoot, "public"), config));
  app.use("/stylesheets", publicFiles(picoStyles, config));
  app.use(noStore);
  app.use("/auth", frontChannelLogoutRouter({ authProvider, storage }));
  app.use("/auth", signInRouter({ config, authProvider, transactions, limit }));
  app.use("/auth", tenantAnswerRouter({ transactions, limit }));
  app.use("/auth", signOutQuestionRouter(config));
  // From here on every request has a session.
  app.use(sessionMiddleware(config, storage, log));
  app.use("/", indexRouter(config));
  app.use("/auth", authRouter({ config, authProvider, storage, transactions, log }));
  app.use("/auth", signOutRouter({ config, authProvider, storage, transactions }));
  app.use("/users", usersRouter(config));
  app.use("/users", sessionsRouter({ config, storage }));
  if (config.profileScopes) {
    const { profileScopes: scopes } = config;
    const profileApi = new ProfileApi(new ApiClient(config.graphUrl, http), [scopes.read]);
    app.use("/users/profile", profileRouter({ config, scopes, profileApi, requireAccessToken }));
  }
  if (config.ordersApi) {
    const { url, scopes } = config.ordersApi;
    const ordersApi = new OrdersApi(new ApiClient(url, http, { isOwn: true }));
    app.use("/orders", ordersRouter({ config, scopes, ordersApi, requireAccessToken }));
  }
  app.use(notFound);
  app.use(["/auth/signin", "/auth/redirect"], signInFailures);
  app.use(askAgain(config));
  app.use(errorHandler({ production: config.production, log }));
  return app;
}
