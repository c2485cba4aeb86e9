import { promisify } from "node:util";
import type { Store } from "express-session";

/**
 * Which sessions of the app belong to which session at the tenant, so that a sign-out there ends them all. Keys are
 * those of `tenantSessionKey`.
 */
export interface TenantSessions {
  /** Notes a session of the app; it is forgotten when the longest lifetime of a session is over. */
  add(key: string, sessionId: string): Promise<void>;
  /** Tells whether a session is still noted, and no sign-out has come since. */
  has(key: string, sessionId: string): Promise<boolean>;
  /** Ends all sessions that were noted for the key, on every instance. */
  end(key: string): Promise<void>;
}

/** Ends sessions by their ids, one by one, because the keys of a Redis cluster live in different places. */
export async function destroyAll(store: Store, sessionIds: Iterable<string>): Promise<void> {
  const destroy = promisify(store.destroy.bind(store));
  await Promise.all([...sessionIds].map((sessionId) => destroy(sessionId)));
}
