import type { Customer } from "../../support/visitors/customer.js";

/** How often each of these comes. */
export function countOf(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) {
    counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts;
}

/** How often each request was answered, by method, route and status. */
export function requestsOf(customers: readonly Customer[]): Record<string, number> {
  return countOf(
    customers.flatMap(({ answers }) => answers.map(({ request, status }) => `${request} ${status}`)),
  );
}
