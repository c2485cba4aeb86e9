import { type Emulator, startEmulator } from "../../../emulator/startEmulator.js";
import { startOrdersApi } from "../../../examples/orders-api/startOrdersApi.js";
import type { Environment } from "../../../src/config/environment/parseEnvironment.js";
import { createMemoryLog } from "../app/memoryLog.js";
import { listenOnFreePort, registration, startApp, type TestApp } from "../app/startApp.js";

/** The client id of the orders API. The emulated tenant issues tokens for every API, and knows none. */
export const ordersApiId = "7c9d2e4f-5a6b-4c8d-9e0f-1a2b3c4d5e6f";

/** The scopes of the orders API and of Microsoft Graph, as they are configured. */
const API_SCOPES = `api://${ordersApiId}/Orders.Read api://${ordersApiId}/Orders.Cancel User.Read User.ReadWrite`;

/** Starts the app, an emulated tenant and the orders API, as `npm start` does. */
export async function startAppWithOrders(
  environment: Environment = {},
): Promise<TestApp & { readonly emulator: Emulator }> {
  const listening = await listenOnFreePort();
  const { url } = listening;
  const log = createMemoryLog();
  const client = {
    ...registration,
    redirectUris: [`${url}/auth/redirect`],
    postLogoutRedirectUris: [`${url}/`],
  };
  const emulator = await startEmulator({ port: 0, clients: [client], log });
  const api = await startOrdersApi({
    port: 0,
    authority: emulator.authority,
    clientId: ordersApiId,
    allowedClients: [registration.clientId],
    cancelContext: "c1",
    log,
  });
  const app = await startApp(
    {
      AUTHORITY: emulator.authority,
      API_SCOPES,
      ORDERS_API_URL: api.url,
      ...environment,
    },
    listening,
  );
  return {
    ...app,
    emulator,
    async close() {
      await app.close();
      await api.close();
      await emulator.close();
    },
  };
}
