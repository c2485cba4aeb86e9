import type { CommandOptions } from "./options.js";
import { OptionsError } from "./parseOptions.js";
import { readCommandLine } from "./readCommandLine.js";

/** Options that do no harm when they are gone, and that people set for npm once and for all. */
const harmless = ["yes", "help"];

/**
 * Refuses a command line of which npm has kept a part to itself. npm takes what stands in front of the two dashes for its
 * own options, and leaves it in the environment; `--dry-run` among them would be gone without a word.
 *
 * @see https://docs.npmjs.com/cli/using-npm/config#environment-variables
 * @throws OptionsError
 */
export function refuseOptionsForNpm(
  script: string,
  options: CommandOptions,
  commandLine: readonly string[],
  environment: NodeJS.ProcessEnv,
): void {
  const { typed } = readCommandLine(commandLine, options);
  const taken = Object.keys(options).filter(
    (name) =>
      !harmless.includes(name) &&
      !typed.has(name) &&
      environment[`npm_config_${name.replaceAll("-", "_")}`] !== undefined,
  );
  if (taken.length > 0) {
    const names = taken.map((name) => `--${name}`).join(", ");
    throw new OptionsError([
      `npm has kept ${names} to itself: put two dashes first, as in npm run ${script} -- --tenant-id contoso.onmicrosoft.com`,
      `In PowerShell, which loses these dashes, run ./AppCreationScripts/${script === "cleanup" ? "Cleanup" : "Configure"}.ps1`,
    ]);
  }
}
