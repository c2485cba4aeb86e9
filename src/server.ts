import "./supportedNode.js";
import { once } from "node:events";
import { setFlagsFromString } from "node:v8";
import closeWithGrace from "close-with-grace";
import { announcement } from "./announcement.js";
import { createApp } from "./app.js";
import { refreshInBackground } from "./auth/backgroundRefresh.js";
import { readEnvironment } from "./config/readEnvironment.js";
import { type Config, loadConfig } from "./config.js";
import { createExpressServer } from "./expressServer.js";
import { gracefulShutdown } from "./gracefulShutdown.js";
import { createLog } from "./log.js";
import { closeParts, createParts } from "./parts.js";
import { startFailure } from "./startFailure.js";

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
 * What close-with-grace leaves to Node.js: faults of the machine, which come again for ever where they are caught, and
 * rejected promises, of which Node.js makes errors.
 */
const leftToNode: closeWithGrace.AllEvents[] = [
  "SIGILL",
  "SIGTRAP",
  "SIGABRT",
  "SIGBUS",
  "SIGFPE",
  "SIGSEGV",
  "unhandledRejection",
];

const log = createLog(process.stdout);
// A full disk, or a reader that has gone, costs lines of the log and nothing else.
process.stdout.on("error", () => undefined);

/** Close-with-grace reports errors as they are. */
const shutdownLog = {
  error: (message: unknown) => log.error(message instanceof Error ? `${message.stack}` : String(message)),
};

/** Until the app has started there is nothing to finish. The first process of a container hears no signal by itself. */
function endAtOnce(): void {
  process.exit();
}

async function main(): Promise<void> {
  process.once("SIGTERM", endAtOnce).once("SIGINT", endAtOnce);
  setFlagsFromString(`--heap-growing-percent=${heapGrowth}`);
  const { environment, ...findings } = readEnvironment();
  const config = loadConfig(environment, findings);
  for (const warning of config.warnings) {
    log.warn(warning);
  }
  const emulator = await startTenant(config);
  const stopping = new AbortController();
  const parts = await createParts(config, log, stopping.signal);
  const server = createExpressServer(createApp(parts), { keepAliveTimeout });
  const shutdown = gracefulShutdown(server, stopping, shutdownLimit);
  server.listen(config.port, config.host);
  try {
    await once(server, "listening");
  } catch (error) {
    await closeParts(parts);
    await emulator?.close();
    throw error;
  }
  const stopRefreshing = refreshInBackground(parts);
  process.stdout.write(announcement(config, emulator?.users ?? []));
  process.off("SIGTERM", endAtOnce).off("SIGINT", endAtOnce);
  closeWithGrace(
    { delay: config.drainTime + shutdownLimit + reserve, logger: shutdownLog, skip: leftToNode },
    async ({ err }) => {
      if (err) {
        log.error(`The process ends: ${err.stack}`);
      }
      stopRefreshing();
      await shutdown(err ? 0 : config.drainTime);
      await closeParts(parts);
      await emulator?.close();
    },
  );
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
  // A connection that hangs must not keep a process that has failed.
  process.stderr.write(`${startFailure(error)}\n`, () => process.exit(1));
});
