import * as z from "zod";
import type { ApiClient } from "./apiClient.js";

const text = z.string().max(200);

const order = z.object({
  id: z.guid(),
  /** The object id of the person who ordered. */
  customer: z.guid(),
  item: text,
  quantity: z.int().positive(),
  /** In the smallest unit of the currency, such as cents. */
  total: z.int().nonnegative(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  orderedAt: z.iso.datetime().transform((value) => new Date(value)),
  state: z.enum(["open", "shipped", "cancelled"]),
});

/** An order as the orders API answers it. */
export type Order = z.output<typeof order>;

const orders = z.object({ orders: z.array(order).max(1_000) }).transform((answer) => answer.orders);

/**
 * The orders API, as the app uses it. Each call is in the name of the person whose access token it is given, and throws what
 * `ApiClient.call` does.
 */
export class OrdersApi {
  readonly #client: ApiClient;

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /** Returns the person's own orders. */
  list(token: string): Promise<Order[]> {
    return this.#client.call({ path: "/orders", token, answer: orders });
  }

  /** Returns the orders of everybody, for whom has the role Orders.Manager. */
  listAll(token: string): Promise<Order[]> {
    return this.#client.call({ path: "/orders/all", token, answer: orders });
  }

  /** Returns one of the person's own orders. */
  find(token: string, id: string): Promise<Order> {
    return this.#client.call({ path: pathOf(id), token, answer: order });
  }

  /** Cancels one of the person's own orders. ApiError 409 says that it is too late. */
  cancel(token: string, id: string): Promise<Order> {
    return this.#client.call({ method: "POST", path: `${pathOf(id)}/cancel`, token, answer: order });
  }
}

function pathOf(id: string): string {
  return `/orders/${encodeURIComponent(id)}`;
}
