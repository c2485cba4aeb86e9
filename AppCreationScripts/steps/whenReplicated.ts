import { GraphError } from "../graph/GraphError.js";
import type { Wait } from "../graph/graphHttpClient.js";

/** Seconds; a minute in all. */
const delays = [1, 2, 4, 8, 15, 15, 15];

/**
 * Makes a call that concerns an object. Entra keeps several copies of its directory, and for some seconds after an object
 * was made (`isNew`) not every copy knows it: then the call is made again until it does, for a minute at most.
 *
 * @see https://learn.microsoft.com/entra/architecture/architecture
 */
export async function whenReplicated<T>(isNew: boolean, wait: Wait, call: () => Promise<T>): Promise<T> {
  for (const seconds of isNew ? delays : []) {
    try {
      return await call();
    } catch (error) {
      if (!saysUnknown(error)) {
        throw error;
      }
      await wait(seconds * 1_000);
    }
  }
  return call();
}

/** What Graph answers about an object that it does not know yet. */
function saysUnknown(error: unknown): boolean {
  if (!(error instanceof GraphError)) {
    return false;
  }
  return (
    error.status === 404 ||
    (error.status === 400 && /does not reference a valid|Resource '.*' does not exist/.test(error.message))
  );
}
