import { addFault, type Faults } from "../faults.js";
import { type SettingName, type Settings, settingNames, settingOf } from "../settings/settings.js";
import { isPlaceholder } from "./placeholder.js";

/** Settings as strings, from `process.env`, an `.env` file or a test. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Returns the settings that are set. Empty values and the placeholders of `.env.sample` (`Enter_the_…`) count as not set.
 * Bad values are left out and added to `faults`.
 */
export function parseEnvironment(environment: Environment, faults: Faults): Settings {
  const settings: Settings = {};
  for (const name of settingNames) {
    const text = environment[name]?.trim();
    if (text && !isPlaceholder(text)) {
      parseInto(settings, name, text, faults);
    }
  }
  return settings;
}

function parseInto<Name extends SettingName>(settings: Settings, name: Name, text: string, faults: Faults) {
  const { success, data, error } = settingOf(name).schema.safeParse(text);
  if (success) {
    settings[name] = data;
  }
  for (const { message } of error?.issues ?? []) {
    addFault(faults, name, message);
  }
}
