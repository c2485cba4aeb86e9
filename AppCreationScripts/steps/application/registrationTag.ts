/**
 * The tag by which an application registration is found again: display names can change and need not be unique.
 *
 * @see https://learn.microsoft.com/graph/api/resources/application
 */
export function registrationTag(name: string): string {
  return `entra-external-id-express-app:${name}`;
}

/** The tag by which the orders API of an app is found again. */
export function ordersApiTag(name: string): string {
  return `entra-external-id-express-app-orders-api:${name}`;
}
