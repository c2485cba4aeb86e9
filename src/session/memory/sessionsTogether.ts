/** Which sessions end together: the ids of those that are kept, the oldest first, for each key that they belong to. */
export class SessionsTogether {
  /** A session that is alone, as most are, needs no set, which would have a third of its size. */
  readonly #ids = new Map<string, string | Set<string>>();

  add(keys: readonly string[], id: string): void {
    for (const key of keys) {
      const ids = this.#ids.get(key) ?? id;
      if (ids === id) {
        this.#ids.set(key, id);
      } else if (typeof ids === "string") {
        this.#ids.set(key, new Set([ids, id]));
      } else {
        ids.add(id);
      }
    }
  }

  of(key: string): readonly string[] {
    const ids = this.#ids.get(key) ?? [];
    return typeof ids === "string" ? [ids] : [...ids];
  }

  forget(keys: readonly string[], id: string): void {
    for (const key of keys) {
      const ids = this.#ids.get(key);
      if (ids instanceof Set) {
        ids.delete(id);
      }
      if (ids === id || (ids instanceof Set && ids.size === 0)) {
        this.#ids.delete(key);
      }
    }
  }
}
