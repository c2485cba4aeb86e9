import type { Store as RateLimitStore } from "express-rate-limit";
import type { Store } from "express-session";
import type { TenantSessions } from "./tenantSessions.js";

/** Everything that instances of the app share. */
export interface Storage {
  readonly sessions: Store;
  readonly tenantSessions: TenantSessions;
  /** Undefined leaves the counting to the process itself. */
  readonly rateLimits: RateLimitStore | undefined;
  /** Rejects where the engine takes nothing in. Of a cluster it asks one node. */
  check(): Promise<void>;
  close(): Promise<void>;
}
