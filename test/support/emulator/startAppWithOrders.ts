import type { Emulator } from "../../../emulator/startEmulator.js";
import { type OrdersApi, startOrdersApi } from "../../../examples/orders-api/startOrdersApi.js";
import type { Environment } from "../../../src/config/environment/parseEnvironment.js";
import { createMemoryLog } from "../app/memoryLog.js";
import { registration, type TestApp } from "../app/startApp.js";
import { startAppWithEmulator } from "./startAppWithEmulator.js";

/** The client id of the orders API. The emulated tenant issues tokens for every API, and knows none. */
export const ordersApiId = "7c9d2e4f-5a6b-4c8d-9e0f-1a2b3c4d5e6f";

/** The scopes of the orders API and of Microsoft Graph, as they are configured. */
const API_SCOPES = `api://${ordersApiId}/Orders.Read api://${ordersApiId}/Orders.Cancel User.Read User.ReadWrite`;

/** Starts an emulated tenant, the orders API and the app, as `npm start` does. */
export async function startAppWithOrders(
  environment: Environment = {},
): Promise<TestApp & { readonly emulator: Emulator }> {
  let api: OrdersApi | undefined;
  const app = await startAppWithEmulator(async ({ authority }) => {
    api = await startOrdersApi({
      port: 0,
      authority,
      clientId: ordersApiId,
      allowedClients: [registration.clientId],
      cancelContext: "c1",
      log: createMemoryLog(),
    });
    return { API_SCOPES, ORDERS_API_URL: api.url, ...environment };
  });
  return {
    ...app,
    async close() {
      await app.close();
      await api?.close();
    },
  };
}
