import express, { type Express } from "express";
import { AccessTokenVerifier, type AccessTokenVerifierOptions } from "./accessTokens/accessTokenVerifier.js";
import { authenticate } from "./guards/authenticate.js";
import type { OrdersApiLog } from "./log.js";
import { OrderStore } from "./orders/orderStore.js";
import { ordersRouter } from "./orders/ordersRouter.js";
import { notFound, problemHandler } from "./problem.js";

export interface OrdersApiOptions extends AccessTokenVerifierOptions {
  /** The authentication context that cancelling needs, such as `c1`; undefined for none. */
  readonly cancelContext: string | undefined;
  readonly log: OrdersApiLog;
}

/** Assembles the API, in the order in which a request meets its parts. */
export function createOrdersApi({ cancelContext, log, ...options }: OrdersApiOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use((_request, response, next) => {
    response.set({ "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" });
    next();
  });
  const guard = authenticate(new AccessTokenVerifier(options), log);
  app.use("/orders", guard, ordersRouter(new OrderStore(), cancelContext));
  app.use(notFound);
  app.use(problemHandler(log));
  return app;
}
