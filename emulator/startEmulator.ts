import { once } from "node:events";
import { createServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import path from "node:path";
import { parseConfiguration, readConfigurationFile } from "./configuration/readConfiguration.js";
import { readyMadeTenant, type TenantDefinition, withClients } from "./configuration/tenantDefinition.js";
import { watchFile } from "./configuration/watchFile.js";
import { shownUsers } from "./directory/shownUsers.js";
import type { Emulator, EmulatorOptions, HttpsOptions } from "./emulatorOptions.js";
import type { ServerCertificate } from "./https/serverCertificate.js";
import { userFolder } from "./https/userFolder.js";
import { RunningTenant } from "./runningTenant.js";
import { createTenant, type TenantNames } from "./tenant.js";

export type { Emulator, EmulatorOptions } from "./emulatorOptions.js";

/** Milliseconds: an app whose connection closes while its request is on the way takes the tenant for away. */
const keepAliveTimeout = 600_000;

/**
 * Starts a stand-in for a Microsoft Entra External ID tenant on 127.0.0.1. Everything it knows is in memory and gone
 * when it closes, but for the authority of its certificates. A faulty configuration rejects with each fault, a port that is
 * taken with Node's own `EADDRINUSE` error.
 */
export async function startEmulator({ port, https, ...options }: EmulatorOptions): Promise<Emulator> {
  const definition = await definitionOf(options);
  const certificate = https && (await certify(https, definition.names));
  const server = certificate
    ? createHttpsServer({ keepAliveTimeout, cert: certificate.cert, key: certificate.key })
    : createServer({ keepAliveTimeout });
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
      https && schemeOf(https),
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
      ...(tenant.ciamlogin !== undefined && { ciamlogin: tenant.ciamlogin }),
      ...(certificate && { root: { file: certificate.rootFile, isNew: certificate.isNewRoot } }),
      users: shownUsers(definition.users),
      faults: running.faults,
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

function schemeOf({ ciamlogin }: HttpsOptions) {
  return ciamlogin ? "ciamlogin" : "https";
}

/** What makes certificates is loaded where it is needed alone. */
async function certify(options: HttpsOptions, names: TenantNames): Promise<ServerCertificate> {
  const { serverCertificate } = await import("./https/serverCertificate.js");
  const folder = options.folder ?? path.join(userFolder(process.platform, process.env), "authorities");
  return serverCertificate(folder, names, schemeOf(options));
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
