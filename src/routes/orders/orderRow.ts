import type { Order } from "../../api/orders.js";

/** An order as pages show it. */
export interface OrderRow {
  readonly item: string;
  readonly quantity: number;
  readonly total: string;
  readonly customer: string;
  readonly ordered: { readonly iso: string; readonly words: string };
  readonly state: Order["state"];
  /** Where it can be cancelled; undefined if it cannot. */
  readonly cancelAt: string | undefined;
}

const dates = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });

const amounts = new Map<string, Intl.NumberFormat>();

/** Few currencies are in use; an API that names all that could be does not fill the memory. */
const mostCurrencies = 200;

/** Making one takes longer than all else of a row. */
function amountsIn(currency: string): Intl.NumberFormat {
  const made = amounts.get(currency) ?? new Intl.NumberFormat("en", { style: "currency", currency });
  if (amounts.size < mostCurrencies) {
    amounts.set(currency, made);
  }
  return made;
}

/** Puts an order into words and numbers for people. */
export function orderRow({ id, total, currency, orderedAt, ...order }: Order): OrderRow {
  const money = amountsIn(currency);
  const { maximumFractionDigits = 2 } = money.resolvedOptions();
  return {
    item: order.item,
    quantity: order.quantity,
    total: money.format(total / 10 ** maximumFractionDigits),
    customer: order.customer,
    ordered: { iso: orderedAt.toISOString(), words: dates.format(orderedAt) },
    state: order.state,
    cancelAt: order.state === "open" ? `/orders/${id}/cancel` : undefined,
  };
}
