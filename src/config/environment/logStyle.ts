import type { LogStyle } from "../../log/logStyle.js";
import { processSettings } from "../settings/processSettings.js";
import type { Setting } from "../settings/setting.js";
import type { Environment } from "./parseEnvironment.js";

/**
 * Returns how the log is written. The faults of all settings are told in that style, so it is known before them: here a bad
 * value counts as not set.
 */
export function logStyleOf(environment: Environment = process.env): LogStyle {
  const { NODE_ENV, LOG_FORMAT, LOG_LEVEL } = processSettings;
  const read = <Value>({ schema }: Setting<Value>, text: string | undefined) =>
    schema.safeParse(text?.trim()).data;
  const production = read(NODE_ENV, environment.NODE_ENV) === "production";
  return {
    format: read(LOG_FORMAT, environment.LOG_FORMAT) ?? (production ? "json" : "text"),
    level: read(LOG_LEVEL, environment.LOG_LEVEL) ?? LOG_LEVEL.default,
  };
}
