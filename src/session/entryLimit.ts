/** Lets a cache of lru-cache hold so many entries. For its option `max` it would take the memory of all of them at once. */
export function entryLimit(entries: number): { maxSize: number; sizeCalculation: () => number } {
  return { maxSize: entries, sizeCalculation: () => 1 };
}
