import "./supportedNode.js";
import { once } from "node:events";
import { createServer } from "node:http";
import { announcement } from "./announcement.js";
import { createApp } from "./app.js";
import { type Config, loadConfig, readEnvironment } from "./config.js";
import { createLog } from "./log.js";
import { createParts } from "./parts.js";
import { startFailure } from "./startFailure.js";

const log = createLog(process.stdout);

async function main(): Promise<void> {
  const config = loadConfig(readEnvironment());
  for (const warning of config.warnings) {
    log.warn(warning);
  }
  const emulator = await startTenant(config);
  const server = createServer(createApp(createParts(config, log)));
  server.listen(config.port, config.host);
  try {
    await once(server, "listening");
  } catch (error) {
    await emulator?.close();
    throw error;
  }
  process.stdout.write(announcement(config, emulator?.users ?? []));
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      server.close();
      void emulator?.close();
    });
  }
}

/** Loads the emulator only when it is needed: a production install does not have what it is made of. */
async function startTenant({ emulator }: Config) {
  if (!emulator) {
    return undefined;
  }
  const { startEmulator } = await import("./emulator/startEmulator.js");
  return startEmulator({ port: emulator.port, clients: [emulator.client], log });
}

main().catch((error: unknown) => {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exitCode = 1;
});
