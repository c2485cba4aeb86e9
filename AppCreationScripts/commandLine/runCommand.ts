import { describeFailure } from "../describeFailure.js";
import type { CommandOptions } from "../options.js";
import { helpText } from "./help.js";
import { asksForHelp } from "./readCommandLine.js";

interface Command {
  /** Its name among the scripts of package.json. */
  readonly script: string;
  /** What it does, in a sentence or two. */
  readonly does: string;
  readonly options: CommandOptions;
  run(commandLine: readonly string[]): Promise<void>;
}

/** Runs a command as this process: prints its help or does it, tells what has failed, and sets the exit code. */
export async function runCommand({ script, does, options, run }: Command): Promise<void> {
  const commandLine = process.argv.slice(2);
  if (asksForHelp(commandLine)) {
    process.stdout.write(`${helpText(script, does, options)}\n`);
    return;
  }
  try {
    await run(commandLine);
  } catch (error) {
    process.stderr.write(`${describeFailure(error)}\n`);
    process.exitCode = 1;
  }
}
