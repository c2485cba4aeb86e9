/**
 * Calls what takes a callback, as stores and sessions do, and waits for it. Node's `promisify` makes a function first, which
 * takes longer than such a call in memory.
 */
export function settled(call: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    call((error) => (error ? reject(error) : resolve()));
  });
}
