/** A Map that lets its oldest entry go when it is full, so that no flood of requests can fill the memory. */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
  readonly #limit: number;

  constructor(limit: number) {
    super();
    this.#limit = limit;
  }

  override set(key: Key, value: Value): this {
    this.delete(key);
    super.set(key, value);
    if (this.size > this.#limit) {
      const { value: oldest, done } = this.keys().next();
      if (!done) {
        this.delete(oldest);
      }
    }
    return this;
  }
}
