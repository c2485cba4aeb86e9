import { promisify } from "node:util";
import { Cookie, type SessionData } from "express-session";
import supertest from "supertest";
import { describe, expect, test, vi } from "vitest";
import { tenantSessionKey } from "../../src/session/signOutKey.js";
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
