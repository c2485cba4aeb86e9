import type { AppParts } from "../../src/app.js";
import type { Config } from "../../src/config/config.js";
import type { Log } from "../../src/log.js";
import { createParts } from "../../src/parts.js";

/** The parts of an app that nobody tells to stop. */
export function partsOf(config: Config, log: Log): Promise<AppParts> {
  return createParts(config, log, new AbortController().signal);
}
