import { completeProxy } from "../../src/config/proxy/proxy.js";
import { describeFailure } from "./describeFailure.js";
import { helpText } from "./help.js";
import type { CommandOptions } from "./options.js";
import { asksForHelp } from "./readCommandLine.js";
import { refuseOptionsForNpm } from "./refuseOptionsForNpm.js";

interface Command {
  /** Its name among the scripts of package.json. */
  readonly script: string;
  /** What it does, in a sentence or two. */
  readonly does: string;
  readonly options: CommandOptions;
  run(commandLine: readonly string[]): Promise<void>;
}

/** Runs a command as this process: prints its help or does it, tells what has failed, and ends with exit code 1 then. */
export async function runCommand({ script, does, options, run }: Command): Promise<void> {
  const commandLine = process.argv.slice(2);
  if (asksForHelp(commandLine)) {
    process.stdout.write(`${helpText(script, does, options)}\n`);
    return;
  }
  // Whoever read the output has gone, as `head` does.
  process.stdout.once("error", () => process.exit(1));
  completeProxy(process.env);
  try {
    refuseOptionsForNpm(script, options, commandLine, process.env);
    await run(commandLine);
  } catch (error) {
    await written(process.stdout, "");
    await written(process.stderr, `${describeFailure(error)}\n`);
    // A connection that has failed can stay open, and nobody waits for it.
    process.exit(1);
  }
}

/** Writes to a stream and waits until everything in it is written. */
function written(stream: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((resolve) => stream.write(text, () => resolve()));
}
