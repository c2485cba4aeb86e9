import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Express, Router } from "express";
import hbs from "hbs";
import { onTestFinished } from "vitest";
import { loadConfig } from "../../src/config/loadConfig.js";
import { methodNotAllowed } from "../../src/middleware/errors/methodNotAllowed.js";
import { askAgain } from "../../src/middleware/guards/askAgain.js";
import { requireAuth } from "../../src/middleware/guards/requireAuth.js";
import { personOf } from "../../src/session/signedIn.js";
import { aSignIn, createSessionApp } from "./app/sessionApp.js";
import { projectFile } from "./process/startServer.js";

/** The code of the first example of a page. */
export function exampleIn(page: string): string {
  return /```ts\n([^`]*)```/.exec(readFileSync(projectFile(page), "utf8"))?.[1] ?? "";
}

interface Surroundings {
  /** Where the example's router is mounted. */
  readonly at: string;
  /** The view that the example renders, and its text. */
  readonly view: readonly [name: string, text: string];
  /** What the example uses beside what every page does. */
  readonly names: Readonly<Record<string, unknown>>;
  /** Of whom a request comes; undefined for nobody. */
  readonly claims: Readonly<Record<string, unknown>> | undefined;
}

/** An app with the first example of a page. */
export function appWithExample(page: string, { at, view, names, claims }: Surroundings): Express {
  const views = mkdtempSync(path.join(tmpdir(), "views-"));
  onTestFinished(() => rmSync(views, { recursive: true }));
  writeFileSync(path.join(views, `${view[0]}.hbs`), view[1]);
  const app = createSessionApp();
  app.set("views", views).set("view engine", "hbs").engine("hbs", hbs.create().__express);
  app.use((request, _response, next) => {
    const { account } = aSignIn;
    request.session.signedIn = claims && { account, claims, expiresAt: Date.now() + 60 * 60_000 };
    next();
  });
  const router = Router();
  const all = { router, requireAuth, personOf, methodNotAllowed, ...names };
  new Function(...Object.keys(all), exampleIn(page))(...Object.values(all));
  return app.use(at, router, askAgain(loadConfig({ EXPRESS_SESSION_SECRET: "of-the-tests" })));
}
