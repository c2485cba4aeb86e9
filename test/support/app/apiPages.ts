import express, { type Request } from "express";
import hbs from "hbs";
import { errorHandler } from "../../../src/middleware/errors/errorHandler.js";
import { askAgain } from "../../../src/middleware/guards/askAgain.js";
import { accessTokenGuard, accessTokenOf } from "../../../src/middleware/guards/requireAccessToken.js";
import { requireAuth } from "../../../src/middleware/guards/requireAuth.js";
import { sessionMiddleware } from "../../../src/session/sessionMiddleware.js";
import { AccessTokens } from "../../../src/session/tokens/accessTokens.js";
import { projectFile } from "../process/startServer.js";
import { graphScopes, ordersScopes } from "../tenant/tokenHolder.js";
import type { InFront } from "./startApp.js";

/**
 * Pages at `/api/…` in front of the app: `orders` and `graph` show an access token, `unknown` wants one that is not configured,
 * `unguarded` has no guard, `four` gets a token four times at once and tells what came of each, and `call` answers what `call` does.
 */
export function apiPages(call: (request: Request) => Promise<unknown> = async () => "called"): InFront {
  return ({ config, storage, authProvider, log }) => {
    const app = express();
    app.set("views", projectFile("views")).set("view engine", "hbs").engine("hbs", hbs.create().__express);
    const accessTokens = new AccessTokens({ config, storage, authProvider });
    const requireAccessToken = accessTokenGuard({ config, accessTokens });
    const pages = express.Router();
    pages.use(sessionMiddleware(config, storage, log), requireAuth);
    const show = (request: Request, response: express.Response) => void response.send(accessTokenOf(request));
    pages.all("/orders", requireAccessToken(ordersScopes), show);
    pages.all("/graph", requireAccessToken(["https://graph.microsoft.com/User.Read"]), show);
    pages.all("/unknown", requireAccessToken(["api://another/Read"]), show);
    pages.all("/unguarded", show);
    pages.all("/four", async (request, response) => {
      const calls = [1, 2, 3, 4].map(() => accessTokens.get(request, graphScopes).catch(({ code }) => code));
      response.json(await Promise.all(calls));
    });
    pages.all("/call", requireAccessToken(graphScopes), async (request, response) => {
      response.json(await call(request));
    });
    app.use("/api", pages, askAgain(config), errorHandler({ production: config.production, log }));
    return app;
  };
}
