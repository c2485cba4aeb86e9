import { addFault, type Faults } from "../faults.js";
import type { SettingName, Settings } from "../settings/settings.js";

/** The settings that choose a credential. Exactly one of them is set. */
const choices = [
  "CLIENT_SECRET",
  "CLIENT_CERTIFICATE_PATH",
  "CLIENT_CREDENTIAL",
  "KEY_VAULT_CERTIFICATE",
  "KEY_VAULT_SECRET",
] as const satisfies readonly SettingName[];

/** Settings that mean nothing without one of others. */
const companions: readonly (readonly [SettingName, needs: readonly SettingName[]])[] = [
  ["CLIENT_CERTIFICATE_KEY_PATH", ["CLIENT_CERTIFICATE_PATH"]],
  ["CLIENT_CERTIFICATE_PASSWORD", ["CLIENT_CERTIFICATE_PATH"]],
  ["KEY_VAULT_URL", ["KEY_VAULT_CERTIFICATE", "KEY_VAULT_SECRET"]],
];

/** Returns the credentials that an emulated tenant does not use: it knows the app by its secret. */
export function credentialsForTenantsAlone(settings: Settings): readonly SettingName[] {
  return choices.filter((name) => name !== "CLIENT_SECRET" && settings[name] !== undefined);
}

/** Adds faults if the settings choose no credential, several, or a part of one. */
export function checkCredentialChoice(settings: Settings, faults: Faults): void {
  const [first, ...others] = choices.filter((name) => settings[name] !== undefined);
  if (!first && !choices.some((name) => faults.has(name))) {
    addFault(
      faults,
      "CLIENT_SECRET",
      `is missing, and so is every other credential (${choices.slice(1).join(", ")})`,
    );
  }
  if (first && others.length > 0) {
    addFault(faults, first, `cannot be used beside ${others.join(" and ")}: keep one credential`);
  }
  for (const [name, needs] of companions) {
    if (settings[name] !== undefined && !needs.some((needed) => settings[needed] !== undefined)) {
      addFault(faults, name, `is of no use without ${needs.join(" or ")}`);
    }
  }
}
