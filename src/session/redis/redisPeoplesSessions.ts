import type { SessionData } from "express-session";
import type { PeoplesSessions } from "../people/peoplesSessions.js";
import { endTogether } from "./endTogether.js";
import type { RedisSessions } from "./redisSessions.js";
import type { SessionsTogether } from "./sessionsTogether.js";

interface RedisPeoplesSessionsParts {
  readonly sessions: RedisSessions;
  /** By person. */
  readonly people: SessionsTogether;
}

/** The sessions of each person, on all instances. */
export function redisPeoplesSessions({ sessions, people }: RedisPeoplesSessionsParts): PeoplesSessions {
  return {
    async list(person, most) {
      const ids = await people.newest(person, most);
      const found = await Promise.all(
        ids.map(async (id) => {
          const session: SessionData | null = await sessions.get(id);
          return { id, session };
        }),
      );
      const ended = found.filter(({ session }) => !session);
      if (ended.length > 0) {
        await people.forget(
          person,
          ended.map(({ id }) => id),
        );
      }
      return found.flatMap(({ id, session }) => (session ? [{ id, session }] : []));
    },
    end: (id) => sessions.destroy(id),
    endOthers: (person, id) => endTogether({ sessions, together: people }, person, id),
  };
}
