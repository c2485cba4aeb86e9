import { LRUCache } from "lru-cache";
import type { Order } from "./order.js";
import { sampleOrders } from "./sampleOrders.js";

/** People whose orders are kept. */
const mostPeople = 1_000;

/** Orders in one answer, however many people there are. */
const mostListed = 1_000;

/** Whose orders they are. */
export interface Person {
  readonly tenantId: string;
  readonly personId: string;
}

/** Somebody whom no token names, so that a list of all orders is not only of who looks at it. */
const somebodyElse: Person = { tenantId: "", personId: "c0c0c0c0-1111-4222-8333-44445555c0c0" };

/** Orders in memory: each person has sample orders from the first look on. Whoever has not come for longest is forgotten. */
export class OrderStore {
  readonly #people = new LRUCache<string, Map<string, Order>>({ max: mostPeople });

  constructor() {
    this.#ordersOf(somebodyElse);
  }

  /** Returns one person's orders. */
  list(person: Person): Order[] {
    return [...this.#ordersOf(person).values()];
  }

  /** Returns the orders of everybody: at most 1,000, of those people who came last. */
  listAll(): Order[] {
    return [...this.#people.values()].flatMap((orders) => [...orders.values()]).slice(0, mostListed);
  }

  /** Returns one of a person's own orders; undefined if they have none with this id. */
  find(person: Person, id: string): Order | undefined {
    return this.#ordersOf(person).get(id);
  }

  /** Returns one of a person's own orders, which is cancelled if it was open; undefined if they have none with this id. */
  cancel(person: Person, id: string): Order | undefined {
    const orders = this.#ordersOf(person);
    const order = orders.get(id);
    if (order?.state !== "open") {
      return order;
    }
    const cancelled: Order = { ...order, state: "cancelled" };
    orders.set(id, cancelled);
    return cancelled;
  }

  #ordersOf({ tenantId, personId }: Person): Map<string, Order> {
    const key = `${tenantId} ${personId}`;
    const kept = this.#people.get(key);
    if (kept) {
      return kept;
    }
    const orders = new Map(sampleOrders(personId).map((order) => [order.id, order]));
    this.#people.set(key, orders);
    return orders;
  }
}
