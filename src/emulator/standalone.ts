import "../supportedNode.js";
import { readEnvironment } from "../config/readEnvironment.js";
import { emulatorSecret } from "../config/tenant.js";
import { loadEmulatorConfig } from "../config.js";
import { endInOrder } from "../ending.js";
import { createLog } from "../log.js";
import { startFailure } from "../startFailure.js";
import { startEmulator } from "./startEmulator.js";

/** `npm run emulator`: the emulator alone, for any app to use as its authority. */
async function main(): Promise<void> {
  const log = createLog(process.stdout);
  const beforeEnding = endInOrder(log);
  const { environment, ...findings } = readEnvironment();
  const { port, client } = loadEmulatorConfig(environment, findings);
  for (const warning of findings.warnings) {
    log.warn(warning);
  }
  const emulator = await startEmulator({ port, clients: [client], log });
  beforeEnding(() => emulator.close());
  const users = emulator.users.map(({ email, password }) => `  ${email} with password ${password}`);
  const lines = [
    `The External ID emulator is running at ${emulator.url}. Stop it with Ctrl+C.`,
    "",
    "People who can sign in:",
    ...users,
    "",
    "Put this into the .env file of your app:",
    `  AUTHORITY=${emulator.authority}`,
    `  CLIENT_ID=${client.clientId}`,
    // One that is set may be a real tenant's.
    `  CLIENT_SECRET=${client.clientSecret === emulatorSecret ? emulatorSecret : "(the one that is set here)"}`,
    "",
    "A client that asks for an issuer in place of an authority finds it, where *.localhost leads to this machine, at",
    `  ${emulator.issuer}`,
    "",
    "Its addresses, as registered here:",
    ...client.redirectUris.map((uri) => `  redirect URI ${uri}`),
    ...client.postLogoutRedirectUris.map((uri) => `  post-logout redirect URI ${uri}`),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exitCode = 1;
});
