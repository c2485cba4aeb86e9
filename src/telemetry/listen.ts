import type { TracingChannel } from "node:diagnostics_channel";

/** An operation on a channel, with what Node.js adds to it. */
export type Ended<Operation> = Operation & { readonly error?: unknown };

/** What is called of each operation on a channel. Neither may throw: an error in a listener would end the process. */
interface Listener<Operation> {
  start?(operation: Operation): void;
  end(operation: Ended<Operation>): void;
}

/** Listens to the operations on a channel. Returns what ends the listening. */
export function listen<Operation extends object>(
  channel: TracingChannel<unknown, Operation>,
  { start = ignore, end }: Listener<Operation>,
): () => void {
  const subscribers = {
    start,
    // Here ends what fails before it waits for anything.
    end: (operation: Ended<Operation>) => ("error" in operation ? end(operation) : undefined),
    asyncStart: ignore,
    asyncEnd: end,
    error: ignore,
  };
  channel.subscribe(subscribers);
  return () => void channel.unsubscribe(subscribers);
}

/** Returns what ends all of these. */
export function endOf(ends: readonly (() => void)[]): () => void {
  return () => {
    for (const end of ends) {
      end();
    }
  };
}

function ignore(): void {}
