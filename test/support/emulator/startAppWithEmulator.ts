import { type Emulator, startEmulator } from "../../../emulator/startEmulator.js";
import type { Environment } from "../../../src/config/environment/parseEnvironment.js";
import { createMemoryLog } from "../app/memoryLog.js";
import { type InFront, listenOnFreePort, registration, startApp, type TestApp } from "../app/startApp.js";

/** What starts when there is a tenant and before there is the app, which gets its settings. */
type Between = (emulator: Emulator) => Promise<{ environment: Environment; close(): Promise<void> }>;

const nothing: Between = async () => ({ environment: {}, close: async () => undefined });

/** Starts the app and an emulated tenant in which it is registered. */
export async function startAppWithEmulator(
  environment: Environment = {},
  inFront?: InFront,
  startBetween = nothing,
): Promise<TestApp & { readonly emulator: Emulator }> {
  const listening = await listenOnFreePort();
  const { url } = listening;
  const emulator = await startEmulator({
    port: 0,
    clients: [
      { ...registration, redirectUris: [`${url}/auth/redirect`], postLogoutRedirectUris: [`${url}/`] },
    ],
    log: createMemoryLog(),
  });
  const between = await startBetween(emulator);
  const app = await startApp(
    { AUTHORITY: emulator.authority, ...between.environment, ...environment },
    listening,
    { inFront },
  );
  return {
    ...app,
    emulator,
    async close() {
      await app.close();
      await between.close();
      await emulator.close();
    },
  };
}
