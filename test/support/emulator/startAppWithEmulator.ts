import type { EmulatorAppOptions } from "../../../emulator/emulatorOptions.js";
import type { Emulator } from "../../../emulator/startEmulator.js";
import type { Environment } from "../../../src/config/environment/parseEnvironment.js";
import { createMemoryLog } from "../app/memoryLog.js";
import { type InFront, listenOnFreePort, registration, startApp, type TestApp } from "../app/startApp.js";
import { startEmulatorWithSpareKey } from "./startEmulatorWithSpareKey.js";

/** Starts an emulated tenant and the app, which is registered in it. The environment can depend on the tenant. */
export async function startAppWithEmulator(
  environment: Environment | ((emulator: Emulator) => Promise<Environment>) = {},
  inFront?: InFront,
  emulatorOptions: Omit<EmulatorAppOptions, "clients" | "log"> = {},
): Promise<TestApp & { readonly emulator: Emulator }> {
  const listening = await listenOnFreePort();
  const { url } = listening;
  const emulator = await startEmulatorWithSpareKey({
    port: 0,
    clients: [
      { ...registration, redirectUris: [`${url}/auth/redirect`], postLogoutRedirectUris: [`${url}/`] },
    ],
    log: createMemoryLog(),
    ...emulatorOptions,
  });
  const own = typeof environment === "function" ? await environment(emulator) : environment;
  const app = await startApp({ AUTHORITY: emulator.authority, ...own }, listening, { inFront });
  return {
    ...app,
    emulator,
    async close() {
      await app.close();
      await emulator.close();
    },
  };
}
