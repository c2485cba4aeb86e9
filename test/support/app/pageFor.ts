import type { RequestHandler } from "express";
import supertest, { type Response } from "supertest";
import { loadConfig } from "../../../src/config/loadConfig.js";
import { askAgain } from "../../../src/middleware/askAgain.js";
import { errorHandler } from "../../../src/middleware/errors/errorHandler.js";
import { createMemoryLog } from "./memoryLog.js";
import { aSignIn, createSessionApp } from "./sessionApp.js";

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
    request.session.answeredDemands = answeredDemands;
    next();
  });
  app.all("/page", ...guards, ({ session }, response) => {
    response.json({ page: "shown", answeredDemands: session.answeredDemands });
  });
  const config = loadConfig({ EXPRESS_SESSION_SECRET: "of-the-tests" });
  app.use(askAgain(config), errorHandler({ production: false, log: createMemoryLog() }));
  return supertest(app)[method]("/page");
}
