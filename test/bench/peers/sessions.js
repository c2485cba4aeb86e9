import session from "express-session";
import { settings } from "./settings.js";

/**
 * Sessions as express-session keeps them in memory, and a page with the text of one's own.
 *
 * @param {import("express").Express} app
 */
export function useSessions(app) {
  app.use(
    session({
      secret: settings.sessionSecret,
      resave: false,
      saveUninitialized: false,
      cookie: { secure: true, sameSite: "lax" },
    }),
  );
  app.get("/session", (request, response) => {
    response.json(request.session);
  });
}
