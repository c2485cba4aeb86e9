import { setMaxListeners } from "node:events";

/** A signal that ends a bench after `milliseconds`, or when the person at the terminal has had enough. */
export function stopAfter(milliseconds: number): AbortSignal {
  const interrupted = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => interrupted.abort(new Error(`Ended by ${signal}.`)));
  }
  const stop = AbortSignal.any([interrupted.signal, AbortSignal.timeout(milliseconds)]);
  // Each request that is under way listens to it.
  setMaxListeners(0, stop);
  return stop;
}
