import { fileURLToPath } from "node:url";
import type { Emulator } from "../../../emulator/startEmulator.js";
import { runBefore, startServer } from "../process/startServer.js";
import { firstApp } from "./emulatorApps.js";

/** What stands for the hosts file, and for a lead from port 443, since a test may change neither. */
function mapNames(port: string): string {
  return `
    import { Socket } from "node:net";
    const { connect } = Socket.prototype;
    Socket.prototype.connect = function (...args) {
      const options = Array.isArray(args[0]) ? args[0][0] : args[0];
      if (/\\.(ciamlogin\\.com|localhost)$/.test(options?.host ?? "")) {
        options.host = "127.0.0.1";
        options.port = Number(options.port) === 443 ? ${port} : options.port;
      }
      return connect.apply(this, args);
    };`;
}

/**
 * Runs a program of test/emulator/https/clients as a process that trusts the emulator's root, and returns what it prints, or why
 * it failed.
 */
export async function runHttpsClient(
  name: string,
  emulator: Emulator,
  environment: Readonly<Record<string, string>>,
): Promise<unknown> {
  const script = fileURLToPath(new URL(`../../emulator/https/clients/${name}.ts`, import.meta.url));
  const client = startServer({
    program: [
      ...runBefore(mapNames(new URL(emulator.url).port)),
      "--import",
      import.meta.resolve("tsx"),
      script,
    ],
    environment: {
      NODE_EXTRA_CA_CERTS: emulator.root?.file ?? "",
      CLIENT_ID: firstApp.clientId,
      CLIENT_SECRET: firstApp.clientSecret,
      REDIRECT_URI: firstApp.redirectUris[0] ?? "",
      ...environment,
    },
  });
  const { code, output, errors } = await client.ended;
  if (code !== 0) {
    throw new Error(errors);
  }
  return JSON.parse(output);
}
