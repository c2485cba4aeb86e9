import type { TracingChannel } from "node:diagnostics_channel";

/** An operation on a channel, with what Node.js adds to it. */
type Ended<Operation> = Operation & { readonly error?: unknown };

/** Calls `record` with each operation on a channel that has ended, and its seconds. Returns what ends the listening. */
export function timed<Operation extends object>(
  channel: TracingChannel<unknown, Operation>,
  record: (operation: Ended<Operation>, seconds: number) => void,
): () => void {
  const begun = new WeakMap<object, number>();
  const end = (operation: Ended<Operation>) => {
    const start = begun.get(operation);
    if (start !== undefined) {
      begun.delete(operation);
      record(operation, (performance.now() - start) / 1_000);
    }
  };
  const subscribers = {
    start: (operation: Operation) => void begun.set(operation, performance.now()),
    // An operation that fails before it waits for anything ends here.
    end: (operation: Ended<Operation>) => ("error" in operation ? end(operation) : undefined),
    asyncStart: ignore,
    asyncEnd: end,
    error: ignore,
  };
  channel.subscribe(subscribers);
  return () => channel.unsubscribe(subscribers);
}

function ignore(): void {}
