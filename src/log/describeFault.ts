import { describeCause } from "./describeCause.js";

/** A line of a stack in the form that V8 gives it: a function, a file, a place in it. */
const frame = /^ +at (?:[^\n]{1,200} \()?(?:file:\/\/|node:|[A-Za-z]:\\|\/)[^\n]{1,400}:\d+:\d+\)?$/;

/** Says what an error is, as `describeCause` does, and in which lines of the code it came up. */
export function describeFault(error: unknown): string {
  return [describeCause(error), ...framesOf(error)].join("\n");
}

/** The stack begins with the message as it was, which can have lines of its own. */
function framesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error) || error.stack === undefined) {
    return [];
  }
  const lines = error.stack.replace(error.message, "").split("\n");
  const last = lines.findLastIndex((line) => !line.startsWith("    at "));
  return lines.slice(last + 1).filter((line) => frame.test(line));
}
