import { startOrdersApi } from "../../../examples/orders-api/startOrdersApi.js";
import type { Environment } from "../../../src/config/environment/parseEnvironment.js";
import { createMemoryLog } from "../app/memoryLog.js";
import { registration } from "../app/startApp.js";
import { startAppWithEmulator } from "./startAppWithEmulator.js";

/** The client id of the orders API, which the emulated tenant issues tokens for without knowing it. */
export const ordersApiId = "7c9d2e4f-5a6b-4c8d-9e0f-1a2b3c4d5e6f";

/** The scopes of the orders API, as they are configured. */
export const ordersScopes = `api://${ordersApiId}/Orders.Read api://${ordersApiId}/Orders.Cancel`;

/** Starts the app, an emulated tenant and the orders API, as `npm start` does. */
export function startAppWithOrders(environment: Environment = {}) {
  return startAppWithEmulator(environment, undefined, async ({ authority }) => {
    const { url, close } = await startOrdersApi({
      port: 0,
      authority,
      clientId: ordersApiId,
      allowedClients: [registration.clientId],
      cancelContext: "c1",
      log: createMemoryLog(),
    });
    return { environment: { API_SCOPES: ordersScopes, ORDERS_API_URL: url }, close };
  });
}
