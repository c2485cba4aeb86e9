import path from "node:path";
import express from "express";
import hbs from "hbs";
import { claimTable } from "./build/claimTable.js";
import { projectRoot, settings } from "./settings.js";

/**
 * An Express app with its usual settings that renders the project's views.
 *
 * @returns {import("express").Express}
 */
export function createApp() {
  const app = express();
  app.set("trust proxy", "loopback");
  app.set("views", path.join(projectRoot, "views"));
  app.set("view engine", "hbs");
  app.engine("hbs", hbs.__express);
  return app;
}

/**
 * Adds the home page and the claims page, with the locals that the project's routes give them, and listens.
 *
 * @param {import("express").Express} app
 * @param {(request: import("express").Request) => Record<string, unknown> | undefined} claimsOf the claims of the person
 * who is signed in
 */
export function servePages(app, claimsOf) {
  app.get("/", (request, response) => {
    const claims = claimsOf(request);
    response.render("index", { title: "Home", signedIn: claims !== undefined, name: claims?.name });
  });
  app.get("/users/id", (request, response) => {
    const claims = claimsOf(request);
    if (claims) {
      response.render("id", { title: "ID token claims", claims: claimTable(claims) });
    } else {
      response.redirect("/auth/signin");
    }
  });
  app.listen(settings.port, "127.0.0.1");
}
