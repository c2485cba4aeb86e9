import path from "node:path";
import express, { type RequestHandler } from "express";
import hbs from "hbs";
import type { AppDependencies } from "../../../src/dependencies.js";
import { errorHandler } from "../../../src/middleware/errors/errorHandler.js";
import { askAgain } from "../../../src/middleware/guards/askAgain.js";
import { requireAuth } from "../../../src/middleware/guards/requireAuth.js";
import { sessionMiddleware } from "../../../src/session/sessionMiddleware.js";
import type { InFront } from "../app/startApp.js";
import { projectFile } from "../process/startServer.js";

/** Pages at `/guarded/…` in front of the app, with its sessions and its error pages; each has guards behind `requireAuth`. */
export function guardedPages(pages: Readonly<Record<string, readonly RequestHandler[]>>): InFront {
  return ({ config, storage, log }: AppDependencies) => {
    const app = express();
    app.set("views", projectFile("views")).set("view engine", "hbs").engine("hbs", hbs.create().__express);
    const guarded = express.Router();
    guarded.use(sessionMiddleware(config, storage, log));
    for (const [name, guards] of Object.entries(pages)) {
      guarded.all(path.posix.join("/", name), requireAuth, ...guards, (_request, response) => {
        response.send(`The page ${name}`);
      });
    }
    app.use("/guarded", guarded, askAgain(config), errorHandler({ production: config.production, log }));
    return app;
  };
}
