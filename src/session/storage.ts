import type { Store as RateLimitStore } from "express-rate-limit";
import type { Store } from "express-session";
import type { SignOuts } from "./signOuts.js";

/** Everything that instances of the app share. */
export interface Storage {
  /**
   * A session that is not used for `sessionIdle` milliseconds ends. Saving or touching one that has ended brings it not back
   * (`readSessions.ts`).
   */
  readonly sessions: Store;
  /** A sign-out ends the sessions whose `tenantSession` is its key. */
  readonly signOuts: SignOuts;
  /** Undefined leaves the counting to the process itself. */
  readonly rateLimits: RateLimitStore | undefined;
  /** Names the process whose memory all of this is; undefined if instances share it. */
  readonly instance: string | undefined;
  /** Rejects if the engine takes nothing in. Of a cluster it asks one node. */
  check(): Promise<void>;
  close(): Promise<void>;
}
