import { setFlagsFromString } from "node:v8";
import pTimeout from "p-timeout";
import { announcement } from "./announcement.js";
import { createApp } from "./app.js";
import { refreshInBackground } from "./auth/backgroundRefresh.js";
import type { Config } from "./config/config.js";
import { readEnvironment } from "./config/environment/readEnvironment.js";
import { loadConfig } from "./config/loadConfig.js";
import type { Finish } from "./ending.js";
import { createExpressServer } from "./expressServer.js";
import { gracefulShutdown } from "./gracefulShutdown.js";
import { listen } from "./listen.js";
import type { Log } from "./log.js";
import { closeParts, createParts } from "./parts.js";

/** Milliseconds for requests that are under way when the process is told to end. */
const shutdownLimit = 10_000;

/** Milliseconds for the rest of the shutdown. */
const reserve = 5_000;

/** Milliseconds; load balancers keep an unused connection for up to 600 seconds, and must be the first to close it. */
const keepAliveTimeout = 620_000;

/**
 * Percent by which the heap grows until V8 collects garbage again. V8 itself would let it grow by more, which saves no CPU
 * time here (test/bench). It reads this at each collection, so a running process may set it.
 */
const heapGrowth = 50;

/**
 * Starts the app as the environment configures it, with the emulator where no tenant is configured.
 *
 * @throws ConfigError, or Node's own error where it cannot listen.
 */
export async function start(log: Log, beforeEnding: (finish: Finish) => void): Promise<void> {
  setFlagsFromString(`--heap-growing-percent=${heapGrowth}`);
  const { environment, ...findings } = readEnvironment();
  const config = loadConfig(environment, findings);
  for (const warning of config.warnings) {
    log.warn(warning);
  }
  const emulator = await startTenant(config, log);
  const stopping = new AbortController();
  const parts = await createParts(config, log, stopping.signal);
  const close = async () => {
    await closeParts(parts);
    await emulator?.close();
  };
  const server = createExpressServer(createApp(parts), { keepAliveTimeout });
  const shutdown = gracefulShutdown(server, stopping, shutdownLimit);
  let stopRefreshing = () => {};
  beforeEnding(async (error) => {
    stopRefreshing();
    const drainTime = error ? 0 : config.drainTime;
    await pTimeout(shutdown(drainTime).then(close), {
      milliseconds: drainTime + shutdownLimit + reserve,
      message: "The app could not be ended in order.",
    });
  });
  try {
    await listen(server, config);
  } catch (error) {
    await close();
    throw error;
  }
  stopRefreshing = refreshInBackground(parts);
  process.stdout.write(announcement(config, emulator?.users ?? []));
}

/** Loads the emulator only when it is needed: a production install does not have what it is made of. */
async function startTenant({ emulator }: Config, log: Log) {
  if (!emulator) {
    return undefined;
  }
  const { startEmulator } = await import("../emulator/startEmulator.js");
  return startEmulator({ port: emulator.port, clients: [emulator.client], log });
}
