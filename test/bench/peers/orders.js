import { orderRow } from "./build/orderRow.js";
import { settings } from "./settings.js";

/**
 * Adds the page of a person's orders, which the API keeps, with the locals that the project's route gives it.
 *
 * @param {import("express").Express} app
 * @param {import("express").RequestHandler} requiresAuth
 * @param {(request: import("express").Request) => Promise<string>} accessTokenOf
 */
export function serveOrders(app, requiresAuth, accessTokenOf) {
  app.get("/orders", requiresAuth, async (request, response) => {
    const answer = await fetch(`${settings.ordersApiUrl}/orders`, {
      headers: { Accept: "application/json", Authorization: `Bearer ${await accessTokenOf(request)}` },
      redirect: "error",
      signal: AbortSignal.timeout(5_000),
    });
    if (!answer.ok) {
      throw new Error(`The API answered with status ${answer.status}.`);
    }
    const { orders } = await answer.json();
    const rows = orders.map((order) => orderRow({ ...order, orderedAt: new Date(order.orderedAt) }));
    response.render("orders/own", { title: "My orders", orders: rows });
  });
}
