import { inject } from "vitest";
import { runProgram } from "../AppCreationScripts/runProgram.js";

/** What lets PowerShell call nobody and write plain text. */
export const environment = {
  POWERSHELL_TELEMETRY_OPTOUT: "1",
  POWERSHELL_UPDATECHECK: "Off",
  NO_COLOR: "1",
};

/** The command line of PowerShell without anybody's profile. */
export function powerShell(parameters: readonly string[]): readonly [string, ...string[]] {
  return [inject("powerShellPath") ?? "pwsh", "-NoProfile", ...parameters];
}

/** Runs PowerShell as a process, until it ends. */
export function runPowerShell(parameters: readonly string[], changes: NodeJS.ProcessEnv = {}) {
  return runProgram({ command: powerShell(parameters), environment: { ...environment, ...changes } });
}
