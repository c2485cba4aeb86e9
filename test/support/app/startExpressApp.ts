import type { Express } from "express";
import { createExpressServer } from "../../../src/process/expressServer.js";
import { listenUntilTestEnds } from "../network/localServer.js";

/** Starts an Express app that stops when the test ends, for requests that no client of a higher level sends. */
export async function startExpressApp(app: Express): Promise<{ readonly url: string }> {
  return { url: `http://localhost:${await listenUntilTestEnds(createExpressServer(app))}` };
}
