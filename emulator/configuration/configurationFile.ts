import { existsSync } from "node:fs";

/** The name of the file that counts if none is named. */
const customaryName = "emulator.json";

/**
 * Returns the file that describes the tenant: the given one, else `EMULATOR_CONFIG` of the environment, else `emulator.json`
 * of the working directory if it is there; undefined if none.
 */
export function configurationFileOf(
  given: string | undefined,
  { EMULATOR_CONFIG: named = "" }: NodeJS.ProcessEnv,
): string | undefined {
  return given ?? (named.trim() || (existsSync(customaryName) ? customaryName : undefined));
}
