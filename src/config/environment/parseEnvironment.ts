import { addFault, type Faults } from "../faults.js";
import { type Settings, type VariableName, variableNames, variables } from "../variables.js";
import { isPlaceholder } from "./placeholder.js";

/** Settings as strings, from `process.env`, an `.env` file or a test. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Parses the variables that are set. Empty values and the placeholders of `.env.sample` (`Enter_the_…`) count as not
 * set; bad values are left out and added to `faults`.
 */
export function parseEnvironment(environment: Environment, faults: Faults): Settings {
  const given: Partial<Record<VariableName, string>> = {};
  for (const name of variableNames) {
    const value = environment[name]?.trim();
    if (value && !isPlaceholder(value)) {
      given[name] = value;
    }
  }
  const result = variables.safeParse(given);
  for (const issue of result.error?.issues ?? []) {
    const name = variables.keyof().parse(issue.path[0]);
    addFault(faults, name, issue.message);
    delete given[name];
  }
  return result.data ?? variables.parse(given);
}
