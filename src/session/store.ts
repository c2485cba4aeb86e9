import session from "express-session";
import createMemoryStore from "memorystore";

/** Past this number the session that was used longest ago makes room, so that memory stays bounded. */
const mostSessions = 100_000;

const pruneInterval = 60 * 60 * 1000;

/** Sessions of a single process, gone when it ends. One that is not used for `sessionIdle` milliseconds ends. */
export function createSessionStore({ sessionIdle }: { sessionIdle: number }): session.Store {
  const MemoryStore = createMemoryStore(session);
  return new MemoryStore({ max: mostSessions, checkPeriod: pruneInterval, ttl: sessionIdle });
}
