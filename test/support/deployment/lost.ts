import type { Customer } from "../visitors/customer.js";

/** The names of those whom the app no longer knows. */
export async function lost(customers: readonly Customer[]): Promise<string[]> {
  const names: string[] = [];
  for (const customer of customers) {
    if (!(await customer.seesOwnName())) {
      names.push(customer.name);
    }
  }
  return names;
}
