/** An order as the API answers it. */
export interface Order {
  readonly id: string;
  /** The object id of the person who ordered. */
  readonly customer: string;
  readonly item: string;
  readonly quantity: number;
  /** In the smallest unit of the currency, such as cents. */
  readonly total: number;
  /** By ISO 4217. */
  readonly currency: string;
  /** ISO 8601, UTC. */
  readonly orderedAt: string;
  /** Only what is open can be cancelled. */
  readonly state: "open" | "shipped" | "cancelled";
}
