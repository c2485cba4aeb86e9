import { randomUUID } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Config } from "../../config/config.js";
import { sessionsAsked } from "../../telemetry/events.js";
import { markLifetime, mostMarks } from "../signOut/signOuts.js";
import type { Storage } from "../storage.js";
import { checkLength } from "../tokens/tokenLength.js";
import { entryLimit, MemorySessions } from "./memorySessions.js";

/** Past this number the session that was used longest ago makes room, so that memory stays bounded. */
const mostSessions = 100_000;

const pruneInterval = 60 * 60 * 1000;

/** Storage of a single process, gone when it ends. A session that is not used for `sessionIdle` milliseconds ends. */
export function createMemoryStorage({ sessionIdle }: Pick<Config, "sessionIdle">): Storage {
  const sessions = new MemorySessions({ max: mostSessions, ttl: sessionIdle });
  // The clock by which sessions end.
  const marks = new LRUCache<string, number>({ ...entryLimit(mostMarks), ttl: markLifetime, perf: Date });
  const timer = setInterval(() => {
    sessions.forgetExpired();
    marks.purgeStale();
  }, pruneInterval);
  timer.unref();
  const answerNoMore = sessionsAsked.subscribe(({ answer }) =>
    sessions.length((_error, count = 0) => answer(count)),
  );
  return {
    sessions,
    tokens: {
      get: async (id) => sessions.tokensOf(id),
      async set(id, text) {
        checkLength(text);
        sessions.setTokens(id, text);
      },
    },
    signOuts: {
      async signOut(key) {
        marks.set(key, Math.max(Date.now(), marks.get(key) ?? 0));
        sessions.endAll(key);
      },
      hasComeSince: async (key, time) => (marks.get(key) ?? 0) > time,
    },
    people: {
      list: async (person, most) => sessions.newest(person, most),
      end: async (id) => sessions.destroy(id),
      endOthers: async (person, id) => sessions.endAll(person, id),
    },
    rateLimits: undefined,
    instance: randomUUID(),
    check: async () => undefined,
    async close() {
      clearInterval(timer);
      answerNoMore();
    },
  };
}
