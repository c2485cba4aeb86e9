import { isUtf8 } from "node:buffer";
import { existsSync, readFileSync } from "node:fs";
import dotenv from "dotenv";
import { helpText, readCommandLine } from "./commandLine.js";
import { configurationFileOf } from "./configuration/configurationFile.js";
import { introduction } from "./introduction.js";
import { createLog } from "./log.js";
import manifest from "./package.json" with { type: "json" };
import { readSettings } from "./settings.js";
import { startEmulator } from "./startEmulator.js";

/** `npm run emulator` and `external-id-emulator`: the emulator alone, for any app to use as its authority. */
async function main(): Promise<void> {
  const { port, config, seed, https, ciamlogin, certificates, help, version } = readCommandLine(
    process.argv.slice(2),
  );
  if (help || version) {
    process.stdout.write(`${help ? helpText() : manifest.version}\n`);
    return;
  }
  readDotenv();
  const settings = readSettings(process.env);
  const configurationFile = configurationFileOf(config, process.env);
  const word = seed ?? settings.seed;
  const log = createLog(process.stdout);
  // All that it knows is in memory, so nothing is lost when it ends at once.
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => process.exit(0));
  }
  const emulator = await startEmulator({
    port: port ?? settings.port,
    ...(word !== undefined && { seed: word }),
    log,
    ...(configurationFile === undefined ? { clients: [settings.client] } : { configurationFile }),
    ...(https && { https: { ciamlogin, ...(certificates !== undefined && { folder: certificates }) } }),
  });
  process.stdout.write(`${introduction(emulator, configurationFile ?? settings).join("\n")}\n`);
}

/** Completes the environment by the `.env` of this folder. UTF-16, as Windows PowerShell writes it, would set nothing. */
function readDotenv(): void {
  const content = existsSync(".env") ? readFileSync(".env") : Buffer.of();
  if (!isUtf8(content) || content.includes(0)) {
    throw new Error(".env is not encoded as UTF-8: save it so in an editor.");
  }
  dotenv.populate(process.env, dotenv.parse(content));
}

main().catch((error: unknown) => {
  process.stderr.write(`${failure(error)}\n`);
  process.exit(1);
});

function failure(error: unknown): string {
  if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    return "The port of the emulator is taken: stop the program that uses it, or name another with --port or EMULATOR_PORT.";
  }
  return error instanceof Error ? error.message : "The emulator could not start.";
}
