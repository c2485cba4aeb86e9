import type * as z from "zod";
import { addressSettings } from "./addressSettings.js";
import { credentialSettings } from "./credentialSettings.js";
import { processSettings } from "./processSettings.js";
import { sessionSettings } from "./sessionSettings.js";
import type { Setting } from "./setting.js";
import { telemetrySettings } from "./telemetrySettings.js";
import { tenantSettings } from "./tenantSettings.js";

/** All settings of the app. */
export const allSettings = {
  ...tenantSettings,
  ...credentialSettings,
  ...addressSettings,
  ...sessionSettings,
  ...processSettings,
  ...telemetrySettings,
};

export type SettingName = keyof typeof allSettings;

type Values = { [Name in SettingName]: z.output<(typeof allSettings)[Name]["schema"]> };

/** The settings that are set and well formed, each in its own type. */
export type Settings = Partial<Values>;

/** The same rows, in a type that ties each value to its name. */
const rows: { readonly [Name in SettingName]: Setting<Values[Name]> } = allSettings;

/** Returns what there is to say of one setting. */
export function settingOf<Name extends SettingName>(name: Name): Setting<Values[Name]> {
  return rows[name];
}

/** A setting whose row has a default. */
type NameWithDefault = {
  [Name in SettingName]: (typeof allSettings)[Name] extends { readonly default: unknown } ? Name : never;
}[SettingName];

const rowsWithDefault: { readonly [Name in NameWithDefault]: { readonly default: Values[Name] } } =
  allSettings;

/** Returns the value of a setting, or its default if it is not set. */
export function orDefault<Name extends NameWithDefault>(settings: Settings, name: Name): Values[Name] {
  return settings[name] ?? rowsWithDefault[name].default;
}

/** The names of all settings, in the order of the documentation. */
export const settingNames: readonly SettingName[] = Object.keys(allSettings).filter(isSettingName);

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(allSettings, name);
}
