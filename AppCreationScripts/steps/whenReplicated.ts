import { GraphError } from "../graph/GraphError.js";
import type { Wait } from "../http/bearerHttpClient.js";

/** Seconds; a minute in all. */
const delays = [1, 2, 4, 8, 15, 15, 15];

/**
 * Makes a call that concerns an object. Entra keeps several copies of its directory, and for some seconds after an object
 * was made (`isNew`) not every copy knows it: then the call is made again until it does, for a minute at most. `again` is
 * true of the failures after which it is.
 *
 * @see https://learn.microsoft.com/entra/architecture/architecture
 */
export async function whenReplicated<T>(
  isNew: boolean,
  wait: Wait,
  call: () => Promise<T>,
  again: (error: unknown) => boolean = saysUnknown,
): Promise<T> {
  for (const seconds of isNew ? delays : []) {
    try {
      return await call();
    } catch (error) {
      if (!again(error)) {
        throw error;
      }
      await wait(seconds * 1_000);
    }
  }
  return call();
}

/** Looks for an object that may just have been made, for a minute at most; undefined if it does not appear. */
export async function untilFound<T>(wait: Wait, find: () => Promise<T | undefined>): Promise<T | undefined> {
  for (const seconds of delays) {
    const found = await find();
    if (found !== undefined) {
      return found;
    }
    await wait(seconds * 1_000);
  }
  return find();
}

/** True if Graph answers that it does not know an object yet. */
export function saysUnknown(error: unknown): boolean {
  if (!(error instanceof GraphError)) {
    return false;
  }
  const { status, message } = error;
  return (
    status === 404 ||
    (status === 400 && /does not reference a valid|Resource '.*' does not exist/.test(message)) ||
    saysNotInTenant(error)
  );
}

/** True of Graph's answer about a service principal if it does not know the application, or if rights are missing. */
export function saysNotInTenant(error: unknown): boolean {
  // The words are Graph's.
  return (
    error instanceof GraphError && error.status === 403 && error.message.includes("must in the local tenant")
  );
}
