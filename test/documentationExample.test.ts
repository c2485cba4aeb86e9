import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Express, Router } from "express";
import hbs from "hbs";
import supertest from "supertest";
import { afterAll, expect, test } from "vitest";
import { methodNotAllowed } from "../src/middleware/errors/methodNotAllowed.js";
import { requireAuth } from "../src/middleware/requireAuth.js";
import { requireRole } from "../src/middleware/requireRole.js";
import { personOf } from "../src/session/signedIn.js";
import { aSignIn, createSessionApp } from "./support/app/sessionApp.js";
import { projectFile } from "./support/process/startServer.js";

const page = readFileSync(projectFile("docs/extend.md"), "utf8");
const [, example = ""] = /```ts\n([^`]*)```/.exec(page) ?? [];

const views = mkdtempSync(path.join(tmpdir(), "views-"));
writeFileSync(path.join(views, "orders.hbs"), "{{title}} of {{claims.sub}}");
afterAll(() => rmSync(views, { recursive: true }));

/** An app with the page of the documented example, to a person with these roles; undefined for nobody. */
function appWithExample(roles: readonly string[] | undefined): Express {
  const app = createSessionApp();
  app.set("views", views).set("view engine", "hbs").engine("hbs", hbs.create().__express);
  app.use((request, _response, next) => {
    const claims = { sub: "ada", roles };
    request.session.signedIn = roles && { ...aSignIn, claims, expiresAt: Date.now() + 60 * 60_000 };
    next();
  });
  const names = { router: Router(), requireAuth, requireRole, personOf, methodNotAllowed };
  new Function(...Object.keys(names), example)(...Object.values(names));
  return app.use("/orders", names.router);
}

test.each([
  [["Orders.Manager"], 200, "Orders of ada"],
  [["Orders.Reader"], 403, "Forbidden"],
  [undefined, 302, "/auth/signin?returnTo=%2Forders"],
])("the documented example of a page answers people with the roles %j by %i", async (roles, status, text) => {
  const answer = await supertest(appWithExample(roles)).get("/orders").expect(status);
  expect(answer.text).toContain(text);
});

test("the documented example of a page takes no form", async () => {
  await supertest(appWithExample(["Orders.Manager"]))
    .post("/orders")
    .expect(405);
});
