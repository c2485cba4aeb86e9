import { existsSync } from "node:fs";
import { parseArgs } from "node:util";

/** The name of the file that counts if none is named. */
const customaryName = "emulator.json";

/**
 * Returns the file that describes the tenant: `--config` of the command line, else `EMULATOR_CONFIG` of the environment,
 * else `emulator.json` of the working directory if it is there; undefined if none.
 *
 * @throws TypeError for arguments that are not known.
 */
export function configurationFileOf(
  commandLine: readonly string[],
  { EMULATOR_CONFIG: named = "" }: NodeJS.ProcessEnv,
): string | undefined {
  const { values } = parseArgs({ args: [...commandLine], options: { config: { type: "string" } } });
  return values.config ?? (named.trim() || (existsSync(customaryName) ? customaryName : undefined));
}
