/** A Map that lets its oldest entry go when it is full, so that no flood of requests can fill the memory. */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
  readonly #limit: number;
  readonly #letGo: (value: Value) => void;

  /** `letGo` hears of each value that makes room for another. */
  constructor(limit: number, letGo: (value: Value) => void = () => {}) {
    super();
    this.#limit = limit;
    this.#letGo = letGo;
  }

  override set(key: Key, value: Value): this {
    this.delete(key);
    super.set(key, value);
    if (this.size > this.#limit) {
      const [oldest] = this;
      if (oldest) {
        this.delete(oldest[0]);
        this.#letGo(oldest[1]);
      }
    }
    return this;
  }
}
