/** Which sessions end together: the ids of those that are kept, the oldest first, for each key that they belong to. */
export class SessionsTogether {
  readonly #ids = new Map<string, Set<string>>();

  add(keys: readonly string[], id: string): void {
    for (const key of keys) {
      const ids = this.#ids.get(key);
      if (ids) {
        ids.add(id);
      } else {
        this.#ids.set(key, new Set([id]));
      }
    }
  }

  of(key: string): readonly string[] {
    return [...(this.#ids.get(key) ?? [])];
  }

  forget(keys: readonly string[], id: string): void {
    for (const key of keys) {
      const ids = this.#ids.get(key);
      ids?.delete(id);
      if (ids?.size === 0) {
        this.#ids.delete(key);
      }
    }
  }
}
