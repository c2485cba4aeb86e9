import type { TenantConfiguration } from "../../../emulator/configuration/configurationSchema.js";
import { ordersId, shop } from "./tenantFile.js";

type ApplicationConfiguration = NonNullable<TenantConfiguration["applications"]>[number];

/** A single-page application. */
export const page = {
  clientId: "c1a00003-0000-4000-8000-000000000003",
  displayName: "Back office",
  spa: { redirectUris: ["http://localhost:5173/"] },
} satisfies ApplicationConfiguration;
export const pageOrigin = "http://localhost:5173";

export const readOrders = "api://orders/Orders.Read";

/** An API with a scope and two app roles. */
export const orders = {
  clientId: ordersId,
  displayName: "Orders",
  secrets: ["the-secret-of-the-orders"],
  api: {
    identifierUris: ["api://orders"],
    requestedAccessTokenVersion: 2,
    scopes: ["Orders.Read"],
  },
  appRoles: ["Orders.Process", "Orders.Archive"],
} satisfies ApplicationConfiguration;

export const stockId = "c1a00005-0000-4000-8000-000000000005";
export const readStock = "api://stock/Stock.Read";

/** The API behind the API. */
export const stock = {
  clientId: stockId,
  displayName: "Stock",
  api: {
    identifierUris: ["api://stock"],
    requestedAccessTokenVersion: 2,
    scopes: ["Stock.Read", "Stock.Count"],
  },
} satisfies ApplicationConfiguration;

/** The API of orders where it calls on for its callers. */
export const callingOrders = {
  ...orders,
  permissions: [readStock, "User.Read"],
} satisfies ApplicationConfiguration;

/** The shop, which may read orders. */
export const orderingShop = {
  ...shop,
  permissions: [readOrders, "User.Read"],
} satisfies ApplicationConfiguration;
