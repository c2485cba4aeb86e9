import { type SettingName, settingOf } from "./settings/settings.js";

/** A good `HTTPS_PROXY`, which is no setting of the app but is checked with its settings. */
const proxyExample = "http://user:password@proxy.example.com:8080";

/** What can be wrong: a setting, or the proxy of outgoing calls. */
type FaultyName = SettingName | "HTTPS_PROXY";

/** The faults found so far, one sentence for each name. */
export type Faults = Map<FaultyName, string>;

/** What is wrong with the settings, and what works but deserves a look, a sentence each. */
export interface Findings {
  readonly faults: Faults;
  readonly warnings: string[];
}

/**
 * Adds a fault, unless the setting has one already. The sentence `wrong` goes on from its name, and never repeats the value,
 * which may be a secret.
 */
export function addFault(
  faults: Faults,
  name: FaultyName,
  wrong: string,
  example = `${name}=${exampleOf(name)}`,
): void {
  if (!faults.has(name)) {
    faults.set(name, `${name} ${wrong}, e.g. ${example}`);
  }
}

function exampleOf(name: FaultyName): string {
  return name === "HTTPS_PROXY" ? proxyExample : settingOf(name).example;
}
