import { setFlagsFromString } from "node:v8";
import pTimeout from "p-timeout";
import { createApp } from "../app.js";
import { refreshInBackground } from "../auth/tenant/backgroundRefresh.js";
import { logStyleOf } from "../config/environment/logStyle.js";
import { readEnvironment } from "../config/environment/readEnvironment.js";
import { loadConfig } from "../config/loadConfig.js";
import { cancelContext } from "../config/ordersApi.js";
import type { EmulatorConfig } from "../config/tenant/tenantConfig.js";
import { closeDependencies, createDependencies } from "../dependencies.js";
import type { Log, StyledLog } from "../log/log.js";
import { startTelemetry } from "../telemetry/startTelemetry.js";
import { announcement, type EmulatedUser, startMessage } from "./announcement.js";
import type { Finish } from "./ending.js";
import { createExpressServer } from "./expressServer.js";
import { gracefulShutdown } from "./gracefulShutdown.js";
import { listen } from "./listen.js";
import { projectRoot } from "./paths.js";

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

/** Starts an emulated tenant in which an app is registered. */
type StartEmulator = (options: {
  readonly port: number;
  readonly clients: readonly EmulatorConfig["client"][];
  readonly log: Log;
}) => Promise<{ readonly users: readonly EmulatedUser[]; close(): Promise<void> }>;

/** Starts the example of an API, for the access tokens that this tenant issues. */
type StartOrdersApi = (options: {
  readonly port: number;
  readonly authority: string;
  readonly clientId: string;
  readonly allowedClients: readonly string[];
  readonly cancelContext: string;
  readonly log: Log;
}) => Promise<{ close(): Promise<void> }>;

interface Surroundings {
  readonly log: StyledLog;
  readonly beforeEnding: (finish: Finish) => void;
  readonly startEmulator: StartEmulator;
  readonly startOrdersApi: StartOrdersApi;
}

/**
 * Starts the app as the environment configures it, with the emulator and the example of an API if no tenant is configured.
 *
 * @throws ConfigError, or Node's own error if it cannot listen.
 */
export async function start({
  log,
  beforeEnding,
  startEmulator,
  startOrdersApi,
}: Surroundings): Promise<void> {
  setFlagsFromString(`--heap-growing-percent=${heapGrowth}`);
  const { environment, ...findings } = readEnvironment(projectRoot);
  log.style = logStyleOf(environment);
  const config = loadConfig(environment, findings);
  for (const warning of config.warnings) {
    log.warn(warning);
  }
  const telemetry = await startTelemetry(config.telemetry, log);
  log.surroundings = telemetry.logFields;
  const { emulator: emulated } = config;
  const emulator =
    emulated && (await startEmulator({ port: emulated.port, clients: [emulated.client], log }));
  const example = config.ordersApi?.example;
  const ordersApi =
    example &&
    (await startOrdersApi({
      ...example,
      authority: config.authority,
      allowedClients: [config.clientId],
      cancelContext,
      log,
    }));
  const stopping = new AbortController();
  const dependencies = await createDependencies(config, log, stopping.signal);
  const close = async () => {
    // Neither waits for the other to end.
    await Promise.all([closeDependencies(dependencies), telemetry.close()]);
    await ordersApi?.close();
    await emulator?.close();
  };
  const server = createExpressServer(createApp(dependencies), { keepAliveTimeout });
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
  stopRefreshing = refreshInBackground(dependencies);
  if (log.style.format === "json") {
    log.info(startMessage(config));
  } else {
    process.stdout.write(announcement(config, emulator?.users ?? []));
  }
}
