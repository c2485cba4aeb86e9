import { vi } from "vitest";
import { patience } from "../../support/time/patience.js";

/** Tries until it succeeds; throws its last error when it never does. */
export function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  return vi.waitFor(attempt, { timeout: patience, interval: 50 });
}
