import "./process/supportedNode.js";
import { logStyleOf } from "./config/environment/logStyle.js";
import { createLog } from "./log/log.js";
import { endInOrder } from "./process/ending.js";
import { failureOutput } from "./process/startFailure.js";
import { logWarnings } from "./process/warnings.js";

// As the environment has it, until `.env` is read too.
const log = createLog(process.stdout, logStyleOf());
// A full disk, or a reader that has gone, costs lines of the log and nothing else.
process.stdout.on("error", () => undefined);
// The first process of a container hears no signal by itself, and what is imported here takes a while.
const beforeEnding = endInOrder(log);
logWarnings(log);

import("./process/start.js")
  .then(({ start }) =>
    start({
      log,
      beforeEnding,
      // Loaded only if no tenant is configured: a production install lacks what the emulator is made of.
      startEmulator: async (options) => (await import("../emulator/startEmulator.js")).startEmulator(options),
      startOrdersApi: async (options) =>
        (await import("../examples/orders-api/startOrdersApi.js")).startOrdersApi(options),
    }),
  )
  .catch((error: unknown) => {
    // A connection that hangs must not keep a process that has failed.
    process.stderr.write(failureOutput(error, log.style.format), () => process.exit(1));
  });
