import type { RedisSessions } from "./redisSessions.js";
import type { SessionsTogether } from "./sessionsTogether.js";

/** Sessions that end at once; Redis is busy for others no longer than with these. */
const batch = 100;

interface Together {
  readonly sessions: RedisSessions;
  readonly together: SessionsTogether;
}

/** Ends all sessions that belong to the key, but for the one with this id. */
export async function endTogether(
  { sessions, together }: Together,
  key: string,
  except?: string,
): Promise<void> {
  async function next(): Promise<string[]> {
    const ids = await together.newest(key, batch + 1);
    return ids.filter((id) => id !== except);
  }
  let before: readonly string[] = [];
  // An id that is still there after it was forgotten is none that the app has written, and would be found for ever.
  for (let ids = await next(); ids.some((id) => !before.includes(id)); ids = await next()) {
    before = ids;
    // One by one, because the keys of a cluster live on different nodes.
    await Promise.all(ids.map((id) => sessions.end(id)));
    await together.forget(key, ids);
  }
}
