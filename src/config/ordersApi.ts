import { addFault, type Faults } from "./faults.js";
import { orDefault, type Settings } from "./settings/settings.js";
import type { TenantConfig } from "./tenant/tenantConfig.js";

/** The app role of those who see everybody's orders. */
export const ordersManager = "Orders.Manager";

/** The authentication context that cancelling an order asks for. */
export const cancelContext = "c1";

/** The API that lists and cancels a person's orders. */
export interface OrdersApiConfig {
  /** With no slash at its end. */
  readonly url: string;
  readonly scopes: { readonly read: string; readonly cancel: string };
  /** Set if no other is configured: the app then starts the example. */
  readonly example: ExampleConfig | undefined;
}

/** The orders API of the emulated tenant. */
interface ExampleConfig {
  readonly port: number;
  /** The API's client id, of which its scopes are. */
  readonly clientId: string;
}

/**
 * Returns the orders API that the settings name, or with the emulated tenant the example; undefined for none. Adds a fault if
 * the app has no scopes of the API that is named.
 */
export function ordersApiOf(
  settings: Settings,
  { apiScopes, emulator }: Pick<TenantConfig, "apiScopes" | "emulator">,
  faults: Faults,
): OrdersApiConfig | undefined {
  const scopes = scopesAmong(apiScopes);
  const { ORDERS_API_URL: url } = settings;
  if (url !== undefined) {
    if (!scopes && !faults.has("API_SCOPES")) {
      addFault(faults, "API_SCOPES", "must name Orders.Read and Orders.Cancel of the API at ORDERS_API_URL");
    }
    return scopes && { url, scopes, example: undefined };
  }
  if (!emulator || !scopes || faults.has("ORDERS_API_URL")) {
    return undefined;
  }
  const [, clientId] = /^api:\/\/([^/]+)\/[^/]+$/.exec(scopes.read) ?? [];
  if (clientId === undefined) {
    return undefined;
  }
  const port = orDefault(settings, "ORDERS_API_PORT");
  return { url: `http://127.0.0.1:${port}`, scopes, example: { port, clientId } };
}

/** Both scopes of one API; undefined if one is missing. */
function scopesAmong(apiScopes: readonly string[]): OrdersApiConfig["scopes"] | undefined {
  for (const read of apiScopes.filter((scope) => scope.endsWith("/Orders.Read"))) {
    const cancel = read.replace(/Read$/, "Cancel");
    if (apiScopes.includes(cancel)) {
      return { read, cancel };
    }
  }
  return undefined;
}
