import { isatty } from "node:tty";
import closeWithGrace from "close-with-grace";
import { describeFault } from "../log/describeFault.js";
import type { Log } from "../log/log.js";

/** What has to be done before a process ends; with the error where one ends it. */
export type Finish = (error: Error | undefined) => Promise<void>;

/**
 * What close-with-grace leaves to Node.js: faults of the machine, which come again for ever where they are caught, and
 * rejected promises, of which Node.js makes errors. SIGHUP depends on the terminal.
 */
const skip: closeWithGrace.AllEvents[] = [
  "SIGHUP",
  "SIGILL",
  "SIGTRAP",
  "SIGABRT",
  "SIGBUS",
  "SIGFPE",
  "SIGSEGV",
  "unhandledRejection",
];

/**
 * Lets the process end in order when it is told to, from now on: the same listeners hear signals before, while and after
 * the app starts, so that none is lost between. Returns a function that says what is then to be done; as long as nobody has
 * said it, the process ends at once.
 */
export function endInOrder(log: Log): (finish: Finish) => void {
  let finish: Finish = async () => undefined;
  let ending = false;
  /** Close-with-grace reports errors as they are. */
  const logger = {
    error: (message: unknown) =>
      log.error(message instanceof Error ? describeFault(message) : String(message)),
  };
  const { close } = closeWithGrace({ delay: false, logger, skip }, async ({ err }) => {
    ending = true;
    if (err) {
      log.error(`The process ends: ${describeFault(err)}`);
    }
    await finish(err);
  });
  // Node.js forgets that nohup has told it to ignore SIGHUP. If no terminal is open, none can have been closed.
  const terminal = [0, 1, 2].some((descriptor) => isatty(descriptor));
  process.on("SIGHUP", () => terminal && !ending && close());
  return (next) => {
    finish = next;
  };
}
