import type { CommandOptions } from "../../../AppCreationScripts/commandLine/options.js";

/** PowerShell has a help of its own, and the cloud has the name that it had in the original's scripts. */
export function parameterNames({
  help: _ofItsOwn,
  ...options
}: CommandOptions): [option: string, parameter: string][] {
  return Object.keys(options).map((option) => [
    option,
    option === "environment" ? "AzureEnvironmentName" : pascalCase(option),
  ]);
}

function pascalCase(option: string): string {
  return option.replace(/(?:^|-)(\w)/g, (_match, letter: string) => letter.toUpperCase());
}
