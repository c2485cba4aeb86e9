import { isUtf8 } from "node:buffer";
import { existsSync, readFileSync } from "node:fs";
import dotenv from "dotenv";
import { configurationFileOf } from "./configuration/configurationFile.js";
import { createLog } from "./log.js";
import { type EmulatorSettings, readSettings, wellKnownSecret } from "./settings.js";
import { type Emulator, startEmulator } from "./startEmulator.js";

/** `npm run emulator`: the emulator alone, for any app to use as its authority. */
async function main(): Promise<void> {
  readDotenv();
  const settings = readSettings(process.env);
  const configurationFile = configurationFileOf(process.argv.slice(2), process.env);
  const log = createLog(process.stdout);
  // All that it knows is in memory, so nothing is lost when it ends at once.
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => process.exit(0));
  }
  const emulator = await startEmulator({
    port: settings.port,
    log,
    ...(configurationFile === undefined ? { clients: [settings.client] } : { configurationFile }),
  });
  const text = [
    ...introduction(emulator),
    ...(configurationFile === undefined
      ? ofClient(emulator, settings)
      : ofConfiguration(configurationFile, emulator)),
  ];
  process.stdout.write(`${text.join("\n")}\n`);
}

/** Completes the environment by the `.env` of this folder. UTF-16, as Windows PowerShell writes it, would set nothing. */
function readDotenv(): void {
  const content = existsSync(".env") ? readFileSync(".env") : Buffer.of();
  if (!isUtf8(content) || content.includes(0)) {
    throw new Error(".env is not encoded as UTF-8: save it so in an editor.");
  }
  dotenv.populate(process.env, dotenv.parse(content));
}

/** What a developer reads when the emulator has started. */
function introduction({ url, users }: Emulator): string[] {
  return [
    `The External ID emulator is running at ${url}. Stop it with Ctrl+C.`,
    "",
    "People who can sign in:",
    ...users.map(({ email, password }) => `  ${email} with password ${password}`),
    "",
  ];
}

/** For the one app that the environment describes. */
function ofClient({ authority, issuer }: Emulator, { client }: EmulatorSettings): string[] {
  return [
    "Put this into the .env file of your app:",
    `  AUTHORITY=${authority}`,
    `  CLIENT_ID=${client.clientId}`,
    // One that is set may be a real tenant's.
    `  CLIENT_SECRET=${client.clientSecret === wellKnownSecret ? wellKnownSecret : "(the one that is set here)"}`,
    "",
    "A client that asks for an issuer in place of an authority finds it, where *.localhost leads to this machine, at",
    `  ${issuer}`,
    "",
    "Its addresses, as registered here:",
    ...client.redirectUris.map((uri) => `  redirect URI ${uri}`),
    ...client.postLogoutRedirectUris.map((uri) => `  post-logout redirect URI ${uri}`),
  ];
}

/** For the apps that a file describes. */
function ofConfiguration(file: string, { authority, issuer }: Emulator): string[] {
  return [
    `The tenant is that of ${file}, also when it changes. Its authority is`,
    `  ${authority}`,
    "A client that asks for an issuer in place of an authority finds it, where *.localhost leads to this machine, at",
    `  ${issuer}`,
  ];
}

main().catch((error: unknown) => {
  process.stderr.write(`${failure(error)}\n`);
  process.exit(1);
});

function failure(error: unknown): string {
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    return "The port of the emulator is taken: stop the program that uses it, or set EMULATOR_PORT to another.";
  }
  return error instanceof Error ? error.message : "The emulator could not start.";
}
