import "./supportedNode.js";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { announcement } from "./announcement.js";
import { createApp } from "./app.js";
import { type Config, loadConfig, readEnvironment } from "./config.js";
import { createLog } from "./log.js";
import { createParts } from "./parts.js";
import { startFailure } from "./startFailure.js";

const log = createLog(process.stdout);

async function main(): Promise<void> {
  const config = loadConfig(readEnvironment());
  const app = createApp(createParts(config, log));
  const server = await listen(createServer(app), config);
  const emulator = await emulatorFor(config, server);
  for (const warning of config.warnings) {
    log.warn(warning);
  }
  process.stdout.write(announcement(config, emulator?.users ?? []));
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      server.close();
      void emulator?.close();
    });
  }
}

async function listen(server: Server, { port, host }: Config): Promise<Server> {
  server.listen(port, host);
  await once(server, "listening");
  return server;
}

/** Loaded only when needed: a production install does not have what the emulator is made of. */
async function emulatorFor({ emulator }: Config, server: Server) {
  if (!emulator) {
    return undefined;
  }
  try {
    const { startEmulator } = await import("./emulator/startEmulator.js");
    return await startEmulator({ port: emulator.port, clients: [emulator.client], log });
  } catch (error) {
    server.close();
    throw error;
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exitCode = 1;
});
