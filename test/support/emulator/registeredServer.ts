import { onTestFinished } from "vitest";
import type { EmulatorClient } from "../../../emulator/applications/client.js";
import { createMemoryLog } from "../app/memoryLog.js";
import { registration } from "../app/startApp.js";
import { freePort, type ServerProcess, startServer } from "../process/startServer.js";
import { startEmulatorWithSpareKey } from "./startEmulatorWithSpareKey.js";

/** A process of the app, and where people find it. */
export interface RegisteredServer {
  readonly url: string;
  readonly process: ServerProcess;
}

/**
 * Registers the app at an emulated tenant with these credentials, and starts it as a process with these settings. Both stop
 * when the test ends.
 */
export async function startRegisteredServer(
  credentials: Pick<EmulatorClient, "certificates" | "federatedCredentials"> & { clientSecret?: string },
  environment: Readonly<Record<string, string>>,
): Promise<RegisteredServer> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const client = {
    clientId: registration.clientId,
    clientSecret: "known-to-nobody",
    redirectUris: [`${url}/auth/redirect`],
    postLogoutRedirectUris: [`${url}/`],
    ...credentials,
  };
  const emulator = await startEmulatorWithSpareKey({ port: 0, clients: [client], log: createMemoryLog() });
  onTestFinished(() => emulator.close());
  const process = startServer({
    environment: {
      AUTHORITY: emulator.authority,
      CLIENT_ID: registration.clientId,
      PORT: String(port),
      ...environment,
    },
  });
  onTestFinished(() => process.stop("SIGKILL"));
  return { url, process };
}
