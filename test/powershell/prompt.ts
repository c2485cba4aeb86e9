import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { temporaryFolder } from "../support/process/temporaryFolder.js";
import { runPowerShell } from "./runPowerShell.js";

const seenSchema = z.array(
  z.object({
    output: z.array(z.string()),
    errors: z.array(z.string()),
    /** What the scripts themselves have written to standard error. */
    console: z.string(),
    /** The error that stopped the line, if one did. */
    stoppedBy: z.string().nullable(),
    exitCode: z.int(),
  }),
);

/** What somebody sees who has typed a line. */
export type Seen = z.output<typeof seenSchema>[number];

/**
 * A prompt at which the tests of a file type their lines, in the folder of a project. One PowerShell runs all of them before
 * the first test looks at its own, because it takes seconds to start.
 */
export function promptIn(makeProject: () => string | Promise<string>) {
  const lines: string[] = [];
  let running: Promise<readonly Seen[]> | undefined;
  /** A test that types a line and looks at what is seen then. */
  return (line: string, look: (seen: Seen) => void) => {
    const index = lines.push(line) - 1;
    return async () => {
      running ??= runLines(makeProject, lines);
      const seen = (await running)[index];
      if (seen === undefined) {
        throw new Error("The line was not run.");
      }
      look(seen);
    };
  };
}

async function runLines(
  makeProject: () => string | Promise<string>,
  lines: readonly string[],
): Promise<readonly Seen[]> {
  const project = await makeProject();
  const folder = temporaryFolder();
  const [linesFile, seenFile] = [path.join(folder, "lines.json"), path.join(folder, "seen.json")];
  writeFileSync(linesFile, JSON.stringify(lines));
  const script = path.join(import.meta.dirname, "runLines.ps1");
  const { code, errors } = await runPowerShell([
    "-NonInteractive",
    "-File",
    ...[script, project, linesFile, seenFile],
  ]);
  if (code !== 0) {
    throw new Error(`PowerShell could not run the lines: ${errors}`);
  }
  return seenSchema.parse(JSON.parse(readFileSync(seenFile, "utf8")));
}
