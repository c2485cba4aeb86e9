import { notFound } from "../protocol/graphFault.js";
import type { Replication } from "./replication.js";

/** The objects of one kind in the tenant. */
export class Collection<T extends { readonly id: string }> {
  readonly #objects: T[] = [];
  readonly #replication: Replication;

  constructor(replication: Replication) {
    this.#replication = replication;
  }

  /** Every object, also those that Graph does not find yet. */
  get all(): readonly T[] {
    return this.#objects;
  }

  add(object: T): T {
    this.#objects.push(object);
    this.#replication.made(object.id);
    return object;
  }

  remove(object: T): void {
    this.#objects.splice(this.#objects.indexOf(object), 1);
  }

  removeWhere(condition: (object: T) => boolean): void {
    for (const object of this.#objects.filter(condition)) {
      this.remove(object);
    }
  }

  /** The objects that Graph finds. */
  list(condition: (object: T) => boolean = () => true): T[] {
    return this.#objects.filter((object) => condition(object) && this.#replication.has(object.id));
  }

  /** The object that Graph finds by its id. Throws GraphFault if it finds none. */
  get(id: string): T {
    const [object] = this.list((candidate) => candidate.id === id);
    if (!object) {
      throw notFound(id);
    }
    return object;
  }
}
