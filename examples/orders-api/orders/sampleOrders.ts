import { randomUUID } from "node:crypto";
import type { Order } from "./order.js";

const day = 24 * 60 * 60 * 1000;

const samples = [
  { item: "Storm lantern", quantity: 2, total: 7_980, currency: "EUR", daysAgo: 1, state: "open" },
  { item: "Signal flags", quantity: 1, total: 4_500, currency: "EUR", daysAgo: 3, state: "open" },
  { item: "Brass compass", quantity: 1, total: 12_900, currency: "EUR", daysAgo: 12, state: "shipped" },
] as const;

/** Returns the orders that a person has at first, newest first. */
export function sampleOrders(customer: string): Order[] {
  return samples.map(({ daysAgo, ...sample }) => ({
    ...sample,
    id: randomUUID(),
    customer,
    orderedAt: new Date(Date.now() - daysAgo * day).toISOString(),
  }));
}
