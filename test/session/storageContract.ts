import { promisify } from "node:util";
import { Cookie, type SessionData } from "express-session";
import supertest from "supertest";
import { describe, expect, test, vi } from "vitest";
import { tenantSessionKey } from "../../src/session/signOut/signOutKey.js";
import type { Storage } from "../../src/session/storage.js";
import { aSignIn, createSessionApp } from "../support/app/sessionApp.js";

/** Puts sessions in and looks for them. */
export function sessionsOf({ sessions }: Pick<Storage, "sessions">) {
  const set = promisify<string, SessionData>(sessions.set.bind(sessions));
  return {
    add: (id: string, tenantSession?: string) =>
      set(id, { cookie: new Cookie(), signedIn: id, ...(tenantSession && { tenantSession }) }),
    get: promisify<string, SessionData | null | undefined>(sessions.get.bind(sessions)),
    destroy: promisify<string>(sessions.destroy.bind(sessions)),
  };
}

/**
 * The contract of a storage: what has to hold wherever sessions are stored. `one` and `other` are the storages of two
 * instances, or the same. A new engine proves itself by a line in a test of its own.
 */
export function describeStorage(where: string, one: Storage, other: Storage): void {
  describeSessions(where, one, other);
  describeSignOuts(where, one, other);
  describeTokens(where, one, other);
  describePeople(where, one, other);
}

function describeSessions(where: string, one: Storage, other: Storage): void {
  describe(`a session ${where}`, () => {
    test("is given to each instance as it was put in, and unknown ones are not", async () => {
      await sessionsOf(one).add("put in");
      expect(await sessionsOf(other).get("put in")).toMatchObject({ signedIn: "put in" });
      expect(await sessionsOf(other).get("never put in")).toBeFalsy();
    });

    test("is a copy of its own for each reader", async () => {
      await sessionsOf(one).add("copied");
      Object.assign((await sessionsOf(one).get("copied")) ?? {}, { signedIn: "ben" });
      expect(await sessionsOf(one).get("copied")).toMatchObject({ signedIn: "copied" });
    });

    test("is forgotten when it is destroyed", async () => {
      await sessionsOf(one).add("destroyed");
      await sessionsOf(other).destroy("destroyed");
      expect(await sessionsOf(one).get("destroyed")).toBeFalsy();
    });

    test("is kept as a request has changed it", async () => {
      const app = createSessionApp({}, one);
      app.get("/change", (request, response) => {
        Object.assign(request.session, { basket: ["a book"] });
        response.end();
      });
      app.get("/basket", (request, response) => void response.json(request.session));
      const visitor = supertest.agent(app);
      await visitor.get("/in").expect(200);
      await visitor.get("/change").expect(200);
      expect((await visitor.get("/basket")).body).toMatchObject({ basket: ["a book"] });
    });
  });

  test(`A storage ${where} says that it is well`, async () => {
    await expect.poll(() => one.check().then(() => "well")).toBe("well");
  });
}

function describeSignOuts(where: string, one: Storage, other: Storage): void {
  describe(`a sign-out ${where}`, () => {
    test("ends all sessions of the tenant's session, whichever instance made them, and no others", async () => {
      await sessionsOf(one).add("a", "tenant's");
      await sessionsOf(other).add("b", "tenant's");
      await sessionsOf(other).add("c", "another");
      await sessionsOf(other).add("d");
      await one.signOuts.signOut("tenant's");
      const left = await Promise.all(["a", "b", "c", "d"].map((id) => sessionsOf(other).get(id)));
      expect(left.map((session) => session?.signedIn)).toEqual([undefined, undefined, "c", "d"]);
    });

    test("ends a thousand sessions", async () => {
      const ids = Array.from({ length: 1_000 }, (_, number) => `one of many ${number}`);
      for (const id of ids) {
        await sessionsOf(one).add(id, "many");
      }
      await other.signOuts.signOut("many");
      const left = await Promise.all(ids.map((id) => sessionsOf(one).get(id)));
      expect(left.filter(Boolean)).toEqual([]);
    });

    test("leaves a mark that other instances find, for its own key and for what was before it", async () => {
      const before = Date.now() - 1;
      await one.signOuts.signOut("marked");
      expect(await other.signOuts.hasComeSince("marked", before)).toBe(true);
      expect(await other.signOuts.hasComeSince("marked", Date.now())).toBe(false);
      expect(await other.signOuts.hasComeSince("not marked", before)).toBe(false);
    });

    test("leaves its mark although another instance tells of it too, whose clock is behind", async () => {
      vi.useFakeTimers({ toFake: ["Date"] });
      try {
        const now = Date.now();
        await one.signOuts.signOut("told twice");
        vi.setSystemTime(now - 5_000);
        await other.signOuts.signOut("told twice");
        expect(await one.signOuts.hasComeSince("told twice", now - 1)).toBe(true);
      } finally {
        vi.useRealTimers();
      }
    });

    test("leaves a session alone that begins after it", async () => {
      await one.signOuts.signOut("again");
      await sessionsOf(one).add("later", "again");
      expect(await sessionsOf(other).get("later")).toMatchObject({ signedIn: "later" });
      await other.signOuts.signOut("again");
      expect(await sessionsOf(one).get("later")).toBeFalsy();
    });

    test("outlives requests under way, which would save or touch the session that it has ended", async () => {
      const key = tenantSessionKey({ sid: "sid-of-ada" });
      expect(key).toBeDefined();
      const app = createSessionApp({}, one);
      app.get("/used-during-sign-out", async (_request, response) => {
        await other.signOuts.signOut(`${key}`);
        response.end();
      });
      app.get("/changed-during-sign-out", async (request, response) => {
        await other.signOuts.signOut(`${key}`);
        Object.assign(request.session, { basket: ["a book"] });
        response.end();
      });
      for (const path of ["/used-during-sign-out", "/changed-during-sign-out"]) {
        const visitor = supertest.agent(app);
        await visitor.get("/in?sid=sid-of-ada").expect(200);
        expect((await visitor.get("/who")).body).toMatchObject({ claims: { sub: aSignIn.claims.sub } });
        await visitor.get(path).expect(200);
        expect((await visitor.get("/who")).body).toBeNull();
      }
    });
  });
}

function describeTokens(where: string, one: Storage, other: Storage): void {
  describe(`the tokens of a session ${where}`, () => {
    const ends: [how: string, end: (id: string) => Promise<unknown>][] = [
      ["is destroyed", (id) => sessionsOf(other).destroy(id)],
      ["is signed out at the tenant", (id) => other.signOuts.signOut(`tenant's of ${id}`)],
    ];

    /** Adds a session for which tokens are kept. */
    async function addWithTokens(id: string): Promise<void> {
      await sessionsOf(one).add(id, `tenant's of ${id}`);
      await one.tokens.set(id, `tokens of ${id}`);
    }

    test("are given to each instance as they were put in, the latest of them", async () => {
      await addWithTokens("with tokens");
      expect(await other.tokens.get("with tokens")).toBe("tokens of with tokens");
      await other.tokens.set("with tokens", "newer ones");
      expect(await one.tokens.get("with tokens")).toBe("newer ones");
      expect(await sessionsOf(one).get("with tokens")).toMatchObject({ signedIn: "with tokens" });
    });

    test("are none before some are put in", async () => {
      await sessionsOf(one).add("without tokens");
      expect(await other.tokens.get("without tokens")).toBeUndefined();
      expect(await other.tokens.get("never put in")).toBeUndefined();
    });

    test("are kept when a request changes the session", async () => {
      await addWithTokens("changed");
      await sessionsOf(other).add("changed");
      expect(await one.tokens.get("changed")).toBe("tokens of changed");
    });

    test.each(ends)("go when it %s, and another's stay", async (how, end) => {
      await addWithTokens(`one that ${how}`);
      await addWithTokens(`another than one that ${how}`);
      await end(`one that ${how}`);
      expect(await one.tokens.get(`one that ${how}`)).toBeUndefined();
      expect(await one.tokens.get(`another than one that ${how}`)).toBeDefined();
    });

    test.each(ends)("come not to life by a refresh that was under way when it %s", async (how, end) => {
      const id = `refreshed while it ${how}`;
      await addWithTokens(id);
      await end(id);
      await one.tokens.set(id, "refreshed");
      expect(await other.tokens.get(id)).toBeUndefined();
    });

    test.each(ends)("never stay where a refresh comes at the moment at which it %s", async (how, end) => {
      const ids = Array.from({ length: 50 }, (_, number) => `refreshed when it ${how} ${number}`);
      await Promise.all(ids.map(addWithTokens));
      await Promise.all(ids.flatMap((id) => [one.tokens.set(id, "refreshed"), end(id)]));
      const left = await Promise.all(ids.map((id) => one.tokens.get(id)));
      expect(left).toEqual(ids.map(() => undefined));
    });

    test("are refused if they are longer than 64 kB, and those of before stay", async () => {
      const longest = "x".repeat(64 * 1024);
      await addWithTokens("long");
      await one.tokens.set("long", longest);
      await expect(one.tokens.set("long", `${longest}x`)).rejects.toThrow("longer than 65536 characters");
      expect(await other.tokens.get("long")).toBe(longest);
    });
  });
}

function describePeople(where: string, one: Storage, other: Storage): void {
  /** Adds a session of a person, such as a sign-in does. */
  async function addOf(person: string, id: string, { sessions }: Storage, tenantSession?: string) {
    const session = { cookie: new Cookie(), person, ...(tenantSession && { tenantSession }) };
    await promisify<string, SessionData>(sessions.set.bind(sessions))(id, session);
  }

  async function idsOf(person: string, { people }: Storage, most = 100): Promise<string[]> {
    const sessions = await people.list(person, most);
    return sessions.map(({ id }) => id).sort();
  }

  describe(`the sessions of a person ${where}`, () => {
    test("are listed with what they hold, whichever instance made them, and no others", async () => {
      await addOf("ada", "ada's 1", one);
      await addOf("ada", "ada's 2", other);
      await addOf("ben", "ben's", other);
      await sessionsOf(one).add("nobody's");
      expect(await idsOf("ada", one)).toEqual(["ada's 1", "ada's 2"]);
      expect(await other.people.list("ben", 100)).toMatchObject([
        { id: "ben's", session: { person: "ben" } },
      ]);
      expect(await idsOf("nobody", one)).toEqual([]);
    });

    test("are listed no more when they end, however they do", async () => {
      await addOf("ending", "destroyed of ending", one);
      await addOf("ending", "ended of ending", one);
      await addOf("ending", "signed out of ending", one, "ending at the tenant");
      await addOf("ending", "left of ending", one);
      await sessionsOf(other).destroy("destroyed of ending");
      await other.people.end("ended of ending");
      await other.signOuts.signOut("ending at the tenant");
      expect(await idsOf("ending", one)).toEqual(["left of ending"]);
      expect(await sessionsOf(one).get("ended of ending")).toBeFalsy();
    });

    test("are listed up to a number", async () => {
      for (const id of ["first", "second", "third"]) {
        await addOf("countable", `${id} of countable`, one);
      }
      expect(await idsOf("countable", other, 2)).toHaveLength(2);
    });

    test("end but for one, however many they are, with their tokens; another's stay", async () => {
      const ids = Array.from({ length: 250 }, (_, number) => `one of many of cleo ${number}`);
      for (const id of [...ids, "kept of cleo"]) {
        await addOf("cleo", id, one);
      }
      await addOf("dan", "dan's", one);
      await one.tokens.set("kept of cleo", "tokens");
      await one.tokens.set(`${ids[0]}`, "tokens");
      await other.people.endOthers("cleo", "kept of cleo");
      const left = await Promise.all(ids.map((id) => sessionsOf(one).get(id)));
      expect(left.filter(Boolean)).toEqual([]);
      expect(await idsOf("cleo", one)).toEqual(["kept of cleo"]);
      expect(await idsOf("dan", one)).toEqual(["dan's"]);
      expect(await one.tokens.get("kept of cleo")).toBe("tokens");
      expect(await one.tokens.get(`${ids[0]}`)).toBeUndefined();
    });

    test("outlive no end by a request under way, which would save or touch them", async () => {
      const app = createSessionApp({}, one);
      const answers: ["/touched" | "/saved", object][] = [
        ["/touched", {}],
        ["/saved", { basket: ["a book"] }],
      ];
      for (const [path, change] of answers) {
        app.get(path, async (request, response) => {
          await other.people.end(request.sessionID);
          Object.assign(request.session, change);
          response.end();
        });
        const visitor = supertest.agent(app);
        await visitor.get("/in").expect(200);
        await visitor.get(path).expect(200);
        expect((await visitor.get("/who")).body).toBeNull();
      }
    });
  });
}
