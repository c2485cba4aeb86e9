import type { AadstsError } from "./answers/aadsts.js";

/** What a test lets go wrong. Each member is for the next request of its kind, which takes it away. */
export interface EmulatorFaults {
  /** Why the next refresh token is refused. */
  refresh?: Omit<AadstsError, "message">;
  /** How Microsoft Graph answers in place of the next answer. `retryAfter` is in seconds. */
  graph?: { readonly status: 429 | 500 | 503; readonly retryAfter?: number };
}
