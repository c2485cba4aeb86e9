import { MemoryStore, type SessionData } from "express-session";
import supertest from "supertest";
import { describe, expect, test } from "vitest";
import { changeName } from "../../src/session/changeName.js";
import { aSignIn, createSessionApp } from "../support/app/sessionApp.js";

const names = { name: "Ada Winters", given_name: "Ada", family_name: "Winters" };
const { account } = aSignIn;

/** What the session says after a change of its name. */
async function claimsAfter(claims: object, changed: Parameters<typeof changeName>[1]): Promise<unknown> {
  const app = createSessionApp();
  app.get("/change", async (request, response) => {
    request.session.signedIn = { account, claims: { sub: "ada", ...claims }, expiresAt: Date.now() + 60_000 };
    request.session.save(async () => {
      await changeName(request, changed);
      response.end();
    });
  });
  const visitor = supertest.agent(app);
  await visitor.get("/in");
  await visitor.get("/change").expect(200);
  return (await visitor.get("/who")).body.claims;
}

describe("the claims of a session after a change of name", () => {
  test.each([
    ["the name", names, { name: "Ada King" }, { ...names, name: "Ada King" }],
    [
      "all of it",
      names,
      { name: "A", given_name: "B", family_name: "C" },
      { name: "A", given_name: "B", family_name: "C" },
    ],
    ["the name, which the token had not", {}, { name: "Ada King" }, { name: "Ada King" }],
    ["parts which the token had not", { name: "A" }, { given_name: "B", family_name: "C" }, { name: "A" }],
    ["a part that is taken away", names, { given_name: "" }, { name: "Ada Winters", family_name: "Winters" }],
    ["nothing", names, {}, names],
    [
      "the name beside an odd claim",
      JSON.parse('{"__proto__":{"name":"x"}}'),
      { name: "A" },
      JSON.parse('{"__proto__":{"name":"x"},"name":"A"}'),
    ],
  ])("say %s", async (_what, before, changed, after) => {
    expect(JSON.stringify(Object.entries(Object(await claimsAfter(before, changed))).sort())).toBe(
      JSON.stringify(Object.entries({ sub: "ada", ...after }).sort()),
    );
  });
});

class FailingStore extends MemoryStore {
  failing: "get" | "set" | undefined;

  override get(id: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    this.failing === "get" ? callback(new Error("The store has gone.")) : super.get(id, callback);
  }

  override set(id: string, session: SessionData, callback?: (error?: unknown) => void): void {
    this.failing === "set" ? callback?.(new Error("The store has gone.")) : super.set(id, session, callback);
  }
}

test.each(["get", "set"] as const)("A store that fails to %s is unavailable", async (failing) => {
  const store = new FailingStore();
  const app = createSessionApp({}, { sessions: store });
  app.get("/change", async (request, response) => {
    store.failing = failing;
    const status = await changeName(request, { name: "Ada King" }).catch(
      (error: { readonly status: number }) => error.status,
    );
    store.failing = undefined;
    response.json(status);
  });
  const visitor = supertest.agent(app);
  await visitor.get("/in");
  expect((await visitor.get("/change")).body).toBe(503);
});
