import { once } from "node:events";
import { createServer } from "node:http";
import type { GenerateKeyPairResult } from "jose";
import type { EmulatorClient } from "./applications/client.js";
import type { TenantConfiguration } from "./configuration/configurationSchema.js";
import { parseConfiguration, readConfigurationFile } from "./configuration/readConfiguration.js";
import { readyMadeTenant, type TenantDefinition, withClients } from "./configuration/tenantDefinition.js";
import { watchFile } from "./configuration/watchFile.js";
import { type ShownUser, shownUsers } from "./directory/shownUsers.js";
import type { EmulatorAppOptions } from "./emulatorApp.js";
import { RunningTenant } from "./runningTenant.js";
import { createTenant } from "./tenant.js";

export interface EmulatorOptions extends EmulatorAppOptions {
  /** What is in the tenant, in the words of an `emulator.json`. */
  readonly configuration?: TenantConfiguration;
  /** The path of an `emulator.json`, which takes effect again when it changes. */
  readonly configurationFile?: string;
  /** Web apps that are registered in the tenant, beside those of its configuration. */
  readonly clients?: readonly EmulatorClient[];
  /** Signs in place of a new one, whose making takes longer than all else of a start. */
  readonly signingKey?: GenerateKeyPairResult;
  /** 0 takes a free port. */
  readonly port: number;
}

/** A running emulator. */
export interface Emulator {
  readonly url: string;
  readonly authority: string;
  /** Where clients that know nothing of authorities find the discovery document, at another host. */
  readonly issuer: string;
  readonly users: readonly ShownUser[];
  /** Ends its connections too, the idle ones that browsers and agents keep open among them. */
  close(): Promise<void>;
}

/** Milliseconds: an app whose connection closes while its request is on the way takes the tenant for away. */
const keepAliveTimeout = 600_000;

/**
 * Starts a stand-in for a Microsoft Entra External ID tenant on 127.0.0.1. Everything it knows is in memory and gone
 * when it closes. A faulty configuration rejects with each fault, a port that is taken with Node's own `EADDRINUSE` error.
 */
export async function startEmulator({ port, ...options }: EmulatorOptions): Promise<Emulator> {
  const definition = await definitionOf(options);
  const server = createServer({ keepAliveTimeout });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const close = async () => {
    if (!server.listening) {
      return;
    }
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  try {
    const address = server.address();
    const tenant = createTenant(
      typeof address === "object" && address ? address.port : port,
      definition.names,
    );
    const starting = RunningTenant.start(tenant, definition, options);
    server.on("request", (request, response) =>
      starting.then(
        (running) => running.answer(request, response),
        () => response.destroy(),
      ),
    );
    const running = await starting;
    const stopWatching = watchConfiguration(options, running);
    return {
      url: tenant.url,
      authority: tenant.authority,
      issuer: tenant.issuer,
      users: shownUsers(definition.users),
      async close() {
        stopWatching();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @throws ConfigurationError with every fault of the configuration. */
async function definitionOf({
  clients = [],
  configuration,
  configurationFile,
}: Omit<EmulatorOptions, "port">): Promise<TenantDefinition> {
  const configured =
    configurationFile === undefined
      ? configuration && parseConfiguration(configuration)
      : await readConfigurationFile(configurationFile);
  return configured ? withClients(configured, clients) : readyMadeTenant(clients);
}

/** Has a changed file take effect; one that is faulty is logged, and changes nothing. */
function watchConfiguration(options: Omit<EmulatorOptions, "port">, running: RunningTenant): () => void {
  const { configurationFile: file, log } = options;
  if (file === undefined) {
    return () => {};
  }
  return watchFile(file, async () => {
    try {
      await running.change(await definitionOf(options));
      log.info(`Emulator: ${file} has changed, and the tenant with it.`);
    } catch (error) {
      const faults = error instanceof Error ? error.message : String(error);
      log.error(`Emulator: ${file} has changed, and the tenant stays as it was. ${faults}`);
    }
  });
}
