import type { RequestHandler } from "express";
import supertest, { type Response } from "supertest";
import { loadConfig } from "../../../src/config/loadConfig.js";
import { errorHandler } from "../../../src/middleware/errors/errorHandler.js";
import { askAgain } from "../../../src/middleware/guards/askAgain.js";
import { answeredDemandsOf, noteAnsweredDemands } from "../../../src/session/answeredDemands.js";
import { createMemoryLog } from "../app/memoryLog.js";
import { aSignIn, createSessionApp } from "../app/sessionApp.js";

interface Somebody {
  /** Undefined for nobody. */
  readonly claims: Readonly<Record<string, unknown>> | undefined;
  readonly answeredDemands?: readonly string[];
}

/** What a page behind these guards answers to somebody; a program asks for it, so that all texts are JSON. */
export function pageFor(
  { claims, answeredDemands }: Somebody,
  guards: readonly RequestHandler[],
  method: "get" | "post" = "get",
): Promise<Response> & supertest.Test {
  const app = createSessionApp();
  app.use((request, _response, next) => {
    const { account } = aSignIn;
    request.session.signedIn = claims && { account, claims, expiresAt: Date.now() + 60 * 60_000 };
    if (answeredDemands) {
      noteAnsweredDemands(request, answeredDemands);
    }
    next();
  });
  app.all("/page", ...guards, (request, response) => {
    response.json({ answeredDemands: answeredDemandsOf(request) });
  });
  const config = loadConfig({ EXPRESS_SESSION_SECRET: "of-the-tests" });
  app.use(askAgain(config), errorHandler({ production: false, log: createMemoryLog() }));
  return supertest(app)[method]("/page");
}
