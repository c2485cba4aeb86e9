/** What Graph says of a list that has a value twice. */
export const duplicates = "Request contains a property with duplicate values.";

/** True if a list has no value twice. */
export function unique<T>(list: readonly T[]): boolean {
  return new Set(list).size === list.length;
}
