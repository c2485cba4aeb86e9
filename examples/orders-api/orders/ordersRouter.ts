import { type Request, Router } from "express";
import { accessTokenOf } from "../guards/authenticate.js";
import { requireAppRole } from "../guards/requireAppRole.js";
import { requireAuthContext } from "../guards/requireAuthContext.js";
import { requireScope } from "../guards/requireScope.js";
import { methodNotAllowed, Problem } from "../problem.js";
import type { Order } from "./order.js";
import type { OrderStore } from "./orderStore.js";

/** The orders of the person whose token it is. An order of somebody else is one that does not exist. */
export function ordersRouter(store: OrderStore, cancelContext: string | undefined): Router {
  const router = Router();
  router
    .route("/")
    .get(requireScope("Orders.Read"), (request, response) => {
      response.json({ orders: store.list(accessTokenOf(request)) });
    })
    .all(methodNotAllowed("GET", "HEAD"));
  router
    .route("/all")
    .get(requireScope("Orders.Read"), requireAppRole("Orders.Manager"), (_request, response) => {
      response.json({ orders: store.listAll() });
    })
    .all(methodNotAllowed("GET", "HEAD"));
  router
    .route("/:id")
    .get(requireScope("Orders.Read"), (request: Request<{ id: string }>, response) => {
      response.json(existing(store.find(accessTokenOf(request), request.params.id)));
    })
    .all(methodNotAllowed("GET", "HEAD"));
  router
    .route("/:id/cancel")
    .post(
      requireScope("Orders.Cancel"),
      ...(cancelContext === undefined ? [] : [requireAuthContext(cancelContext)]),
      (request: Request<{ id: string }>, response) => {
        const order = existing(store.cancel(accessTokenOf(request), request.params.id));
        if (order.state !== "cancelled") {
          throw new Problem(409, "Too late", "The order is on its way and cannot be cancelled any more.");
        }
        response.json(order);
      },
    )
    .all(methodNotAllowed("POST"));
  return router;
}

function existing(order: Order | undefined): Order {
  if (!order) {
    throw new Problem(404, "No such order", "You have no order with this id.");
  }
  return order;
}
