import type { Config } from "../../../src/config/config.js";
import type { AppDependencies } from "../../../src/dependencies.js";
import { createDependencies } from "../../../src/dependencies.js";
import type { Log } from "../../../src/log/log.js";

/** The dependencies of an app that nobody tells to stop. */
export function dependenciesOf(config: Config, log: Log): Promise<AppDependencies> {
  return createDependencies(config, log, new AbortController().signal);
}
