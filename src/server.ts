import "./supportedNode.js";
import { endInOrder } from "./ending.js";
import { createLog } from "./log.js";
import { startFailure } from "./startFailure.js";

const log = createLog(process.stdout);
// A full disk, or a reader that has gone, costs lines of the log and nothing else.
process.stdout.on("error", () => undefined);
// The first process of a container hears no signal by itself, and what is imported here takes a while.
const beforeEnding = endInOrder(log);

import("./start.js")
  .then(({ start }) => start(log, beforeEnding))
  .catch((error: unknown) => {
    // A connection that hangs must not keep a process that has failed.
    process.stderr.write(`${startFailure(error)}\n`, () => process.exit(1));
  });
