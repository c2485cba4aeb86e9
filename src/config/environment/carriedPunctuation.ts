import { addFault, type Findings } from "../faults.js";
import { settingNames, settingOf } from "../settings/settings.js";
import type { Environment } from "./parseEnvironment.js";
import { isPlaceholder } from "./placeholder.js";

/** What may have this in its value: a password is anything, and folders have odd names. */
const mayHave = {
  "quotes around it": ["password"],
  "a comment behind it": ["password", "path"],
};

/**
 * Finds values that carry their quotes or a comment. `.env` is read without them, and so is a shell's `export`; Docker's
 * `--env-file`, systemd's `EnvironmentFile` and Windows' `set` give some or all of that to the program.
 *
 * @see https://docs.docker.com/reference/cli/docker/container/run/#env
 */
export function findCarriedPunctuation(environment: Environment, { faults, warnings }: Findings): void {
  for (const name of settingNames) {
    const value = environment[name] ?? "";
    const carried = isPlaceholder(value.trim()) ? undefined : punctuationOf(value);
    if (carried === undefined) {
      continue;
    }
    if (mayHave[carried].includes(settingOf(name).freeText ?? "")) {
      warnings.push(`${name} has ${carried} in the environment, and there that is part of the value.`);
    } else {
      addFault(
        faults,
        name,
        `has ${carried} in the environment, where that becomes part of the value: leave it out`,
      );
    }
  }
}

function punctuationOf(value: string): keyof typeof mayHave | undefined {
  if (/^\s*(["'`]).*\1\s*$/s.test(value)) {
    return "quotes around it";
  }
  return /\s#|^#\s/.test(value) ? "a comment behind it" : undefined;
}
