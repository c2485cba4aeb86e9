import type { Store as RateLimitStore } from "express-rate-limit";
import type { Store } from "express-session";
import type { SignOuts } from "./signOuts.js";

/** Everything that instances of the app share. */
export interface Storage {
  readonly sessions: Store;
  readonly signOuts: SignOuts;
  /** Undefined leaves the counting to the process itself. */
  readonly rateLimits: RateLimitStore | undefined;
  /** Names the process whose memory all of this is; undefined if instances share it. */
  readonly instance: string | undefined;
  /** Rejects if the engine takes nothing in. Of a cluster it asks one node. */
  check(): Promise<void>;
  close(): Promise<void>;
}
