import { describeFault } from "../log/describeFault.js";
import type { StyledLog } from "../log/log.js";

/**
 * Lets warnings of Node.js and of packages be lines of the log if it is one of JSON. Else Node.js prints them itself, unless
 * it is told not to; but of one that repeats what came from outside there is a line in any case.
 *
 * @see https://nodejs.org/api/process.html#event-warning
 */
export function logWarnings(log: StyledLog): void {
  // The listener that Node.js has set up before any program runs.
  const print = process.listeners("warning").find(({ name }) => name === "onWarning");
  if (print) {
    process.off("warning", print);
    process.on("warning", (warning) => {
      if (log.style.format === "json" || repeatsRequest(warning)) {
        log.warn(`Node.js warns: ${describeFault(warning)}`);
      } else {
        print(warning);
      }
    });
  }
}

/** True if a warning names the URL of a request, of which Express lets Node.js read the path (DEP0170). */
function repeatsRequest(warning: Error): boolean {
  return "code" in warning && warning.code === "DEP0170";
}
