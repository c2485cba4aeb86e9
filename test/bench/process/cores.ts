import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { findOnPath } from "../../support/process/programs.js";

const taskset = findOnPath("taskset");

/** Whether the app under load can have a core that neither the tenant nor the load uses. */
export const canPin = taskset !== undefined && availableParallelism() >= 2;

/** Cores by number. */
const coreOfLoad = "0";
const coreOfApp = "1";

/** The command that starts a program on the app's core, if that can be. */
export function onCoreOfApp(command: readonly [string, ...string[]]): readonly [string, ...string[]] {
  return taskset && canPin ? [taskset, "--cpu-list", coreOfApp, ...command] : command;
}

/** Keeps this process, and those that it starts from now on, off the app's core. */
export function leaveCoreOfApp(): void {
  if (taskset && canPin) {
    execFileSync(taskset, ["--all-tasks", "--cpu-list", "--pid", coreOfLoad, String(process.pid)]);
  }
}
