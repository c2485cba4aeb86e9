import { type Request, type Response, Router } from "express";
import createError from "http-errors";
import * as z from "zod";
import { ApiError } from "../../api/apiError.js";
import type { Order, OrdersApi } from "../../api/orders.js";
import type { Config } from "../../config/config.js";
import { cancelContext, type OrdersApiConfig, ordersManager } from "../../config/ordersApi.js";
import { methodNotAllowed } from "../../middleware/errors/methodNotAllowed.js";
import { ownFormOr } from "../../middleware/guards/ownForm.js";
import { accessTokenOf, type RequireAccessToken } from "../../middleware/guards/requireAccessToken.js";
import { requireAuth } from "../../middleware/guards/requireAuth.js";
import { requireAuthContext } from "../../middleware/guards/requireAuthContext.js";
import { requireRole } from "../../middleware/guards/requireRole.js";
import { orderRow } from "./orderRow.js";

interface OrdersRouterParts {
  readonly config: Pick<Config, "origin">;
  readonly ordersApi: OrdersApi;
  readonly scopes: OrdersApiConfig["scopes"];
  readonly requireAccessToken: RequireAccessToken;
}

const id = z.guid();

/** The orders of the person who is signed in, which an API keeps. Before one is cancelled, the tenant asks for a second factor. */
export function ordersRouter({ config, ordersApi, scopes, requireAccessToken }: OrdersRouterParts): Router {
  const mayRead = [requireAuth, requireAccessToken([scopes.read])];
  const mayCancel = [
    requireAuth,
    requireAuthContext(cancelContext),
    requireAccessToken([scopes.read, scopes.cancel]),
  ];
  const router = Router();
  router
    .route("/")
    .get(...mayRead, async (request, response) => {
      const orders = await ordersApi.list(accessTokenOf(request));
      response.render("orders/own", {
        title: "My orders",
        orders: orders.map(orderRow),
        ...noticeOf(orders.find((order) => order.id === request.query.order)),
      });
    })
    .all(methodNotAllowed("GET", "HEAD"));
  router
    .route("/all")
    .get(requireAuth, requireRole(ordersManager), ...mayRead, async (request, response) => {
      const orders = await ordersApi.listAll(accessTokenOf(request));
      response.render("orders/all", { title: "All orders", orders: orders.map(orderRow) });
    })
    .all(methodNotAllowed("GET", "HEAD"));
  router
    .route("/:id/cancel")
    .get(...mayCancel, async (request, response) => {
      const order = await ordersApi.find(accessTokenOf(request), idOf(request));
      if (order.state !== "open") {
        showAmongOthers(response, order.id);
        return;
      }
      response.render("orders/cancel", { title: "Cancel an order", order: orderRow(order) });
    })
    .post(ownFormOr("/orders", config), ...mayCancel, async (request, response) => {
      const order = idOf(request);
      await ordersApi.cancel(accessTokenOf(request), order).catch(unlessTooLate);
      showAmongOthers(response, order);
    })
    .all(methodNotAllowed("GET", "HEAD", "POST"));
  return router;
}

/** The list, with a notice of what has become of this order. */
function showAmongOthers(response: Response, order: string): void {
  response.redirect(303, `/orders?order=${order}`);
}

function noticeOf(order: Order | undefined) {
  return {
    cancelled: order?.state === "cancelled" ? order.item : undefined,
    tooLate: order?.state === "shipped" ? order.item : undefined,
  };
}

/** @throws HttpError 404 if the path names no order. */
function idOf({ params }: Request): string {
  const { success, data } = id.safeParse(params.id);
  if (!success) {
    throw createError(404);
  }
  return data;
}

/** That it is too late is what the list then says. */
function unlessTooLate(error: unknown): void {
  if (!(error instanceof ApiError && error.status === 409)) {
    throw error;
  }
}
