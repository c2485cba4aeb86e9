import { vi } from "vitest";

/** Milliseconds in which everything happens, however busy the machine is. */
export const longest = 60_000;

/** Tries until it succeeds; throws its last error when it never does. */
export function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  return vi.waitFor(attempt, { timeout: longest, interval: 50 });
}
