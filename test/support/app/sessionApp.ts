import express, { type Express } from "express";
import type { SignIn } from "../../../src/auth/signIn.js";
import type { Config } from "../../../src/config/config.js";
import type { Environment } from "../../../src/config/environment/parseEnvironment.js";
import { loadConfig } from "../../../src/config/loadConfig.js";
import { requireAuth } from "../../../src/middleware/guards/requireAuth.js";
import { createMemoryStorage } from "../../../src/session/memory/memoryStorage.js";
import { sessionMiddleware } from "../../../src/session/sessionMiddleware.js";
import { signedInOf } from "../../../src/session/signedIn.js";
import { endSession } from "../../../src/session/signOut/endSession.js";
import { startSession } from "../../../src/session/startSession.js";
import type { Storage } from "../../../src/session/storage.js";
import { createMemoryLog } from "./memoryLog.js";

/** Somebody who has signed in. */
export const aSignIn: SignIn = {
  account: {
    homeAccountId: "oid.tid",
    environment: "contoso.ciamlogin.com",
    tenantId: "aaaabbbb-0000-4ccc-8ddd-eeeeffff0000",
    localAccountId: "00000000-1111-4222-8333-444444444444",
    username: "ada@contoso.example",
  },
  claims: { sub: "pairwise-subject-of-ada", name: "Ada Winters" },
  returnTo: "/users/id",
  startedAt: 0,
};

/**
 * An app with nothing but sessions: `/in` signs in, with the `sub` and the `sid` of the query if it has any, `/out` signs
 * out, `/who` tells who is signed in, `/guarded` is for signed-in people.
 */
export function createSessionApp(
  environment: Environment = {},
  storage: Partial<Pick<Storage, "sessions" | "signOuts" | "tokens">> = {},
): Express {
  const config: Config = loadConfig({ EXPRESS_SESSION_SECRET: "of-the-tests", ...environment });
  const app = express();
  app.set("trust proxy", config.trustProxy);
  const { sessions, signOuts, tokens, instance } = { ...createMemoryStorage(config), ...storage };
  app.use(sessionMiddleware(config, { sessions, instance }, createMemoryLog()));
  app.get("/in", async ({ query: { sub, sid } }, response) => {
    const claims = typeof sub === "string" ? { sub } : { ...aSignIn.claims, ...(sid && { sid }) };
    const signIn = { ...aSignIn, claims, startedAt: Date.now() };
    await startSession(response.req, signIn, { config, storage: { signOuts, tokens } });
    response.end();
  });
  app.get("/out", async (request, response) => {
    await endSession(request, signOuts);
    response.end();
  });
  app.get("/who", (request, response) => void response.json(signedInOf(request) ?? null));
  app.all(/^\/guarded/, requireAuth, (_request, response) => void response.send("For signed-in people"));
  return app;
}
