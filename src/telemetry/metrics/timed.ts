import type { TracingChannel } from "node:diagnostics_channel";
import { type Ended, listen } from "../listen.js";

/** Calls `record` with each operation on a channel that has ended, and its seconds. Returns what ends the listening. */
export function timed<Operation extends object>(
  channel: TracingChannel<unknown, Operation>,
  record: (operation: Ended<Operation>, seconds: number) => void,
): () => void {
  const begun = new WeakMap<object, number>();
  return listen(channel, {
    start: (operation) => void begun.set(operation, performance.now()),
    end(operation) {
      const start = begun.get(operation);
      if (start !== undefined) {
        begun.delete(operation);
        record(operation, (performance.now() - start) / 1_000);
      }
    },
  });
}
