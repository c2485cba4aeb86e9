import { LRUCache } from "lru-cache";
import type { Config } from "../config.js";
import { entryLimit } from "./entryLimit.js";
import { MemorySessions } from "./memorySessions.js";
import type { Storage } from "./storage.js";
import { destroyAll } from "./tenantSessions.js";

/** Past this number the session that was used longest ago makes room, so that memory stays bounded. */
const mostSessions = 100_000;

const pruneInterval = 60 * 60 * 1000;

/** Storage of a single process, gone when it ends. A session that is not used for `sessionIdle` milliseconds ends. */
export function createMemoryStorage({
  sessionIdle,
  sessionLifetime,
}: Pick<Config, "sessionIdle" | "sessionLifetime">): Storage {
  const sessions = new MemorySessions({ max: mostSessions, ttl: sessionIdle });
  const sessionIds = new LRUCache<string, Set<string>>({
    ...entryLimit(mostSessions),
    ttl: sessionLifetime,
    // The clock by which sessions end.
    perf: Date,
  });
  const timer = setInterval(() => sessions.forgetExpired(), pruneInterval);
  timer.unref();
  return {
    sessions,
    tenantSessions: {
      async add(key, sessionId) {
        sessionIds.set(key, new Set(sessionIds.get(key)).add(sessionId));
      },
      has: async (key, sessionId) => sessionIds.get(key)?.has(sessionId) ?? false,
      async end(key) {
        const ended = sessionIds.get(key) ?? [];
        sessionIds.delete(key);
        await destroyAll(sessions, ended);
      },
    },
    rateLimits: undefined,
    check: async () => undefined,
    close: async () => clearInterval(timer),
  };
}
