import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import express, { type Express, Router } from "express";
import hbs from "hbs";
import { afterAll, expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { ApiClient } from "../../src/api/apiClient.js";
import { createApiHttpClient } from "../../src/api/apiHttpClient.js";
import type { AppDependencies } from "../../src/dependencies.js";
import { errorHandler } from "../../src/middleware/errors/errorHandler.js";
import { methodNotAllowed } from "../../src/middleware/errors/methodNotAllowed.js";
import { askAgain } from "../../src/middleware/guards/askAgain.js";
import { accessTokenGuard, accessTokenOf } from "../../src/middleware/guards/requireAccessToken.js";
import { requireAuth } from "../../src/middleware/guards/requireAuth.js";
import { sessionMiddleware } from "../../src/session/sessionMiddleware.js";
import { AccessTokens } from "../../src/session/tokens/accessTokens.js";
import { startApp } from "../support/app/startApp.js";
import { answerJson, startLocalServer } from "../support/network/localServer.js";
import { projectFile } from "../support/process/startServer.js";
import { TenantStub } from "../support/tenant/tenantStub.js";
import { beginSignIn, postAnswer, visitorOf } from "../support/visitors/signInByHttp.js";

const page = readFileSync(projectFile("docs/call-an-api.md"), "utf8");
const [, example = ""] = /```ts\n([^`]*)```/.exec(page) ?? [];
const API_SCOPES = "api://stock/Stock.Read";

const views = mkdtempSync(path.join(tmpdir(), "views-"));
writeFileSync(path.join(views, "stock.hbs"), "{{title}}: {{#each items}}{{this}}. {{/each}}");
writeFileSync(path.join(views, "error.hbs"), "<h1>{{title}}</h1>");
afterAll(() => rmSync(views, { recursive: true }));

/** The documented page at `/stock`, in front of the app, with an API at this address. */
function withExample(apiUrl: string) {
  return (dependencies: AppDependencies): Express => {
    const { config, storage, log } = dependencies;
    const app = express();
    app.set("views", views).set("view engine", "hbs").engine("hbs", hbs.create().__express);
    const requireAccessToken = accessTokenGuard({ config, accessTokens: new AccessTokens(dependencies) });
    const names = {
      router: Router(),
      ...{ requireAuth, requireAccessToken, accessTokenOf, methodNotAllowed },
      ...{ ApiClient, createApiHttpClient, z },
    };
    const code = example.replace("https://stock.example.com", apiUrl);
    new Function(...Object.keys(names), code)(...Object.values(names));
    app.use("/stock", sessionMiddleware(config, storage, log), names.router);
    return app.use("/stock", askAgain(config), errorHandler({ production: true, log }));
  };
}

async function signedIn(apiUrl: string) {
  const tenant = await TenantStub.start();
  const environment = { AUTHORITY: tenant.authority, API_SCOPES };
  const app = await startApp(environment, undefined, { inFront: withExample(apiUrl) });
  onTestFinished(async () => {
    await app.close();
    await tenant.close();
  });
  const visitor = visitorOf(app);
  const tokens = { access_token: "the-token", scope: API_SCOPES };
  await postAnswer(visitor, tenant.authorize(await beginSignIn(visitor), undefined, tokens)).expect(200);
  return visitor;
}

test("the documented call of an API has less than 15 lines", () => {
  expect(example.trim().split("\n").length).toBeLessThan(15);
});

test("the documented page shows what the API answers to the person's token", async () => {
  let authorization: string | undefined;
  const { url } = await startLocalServer((request, response) => {
    authorization = request.headers.authorization;
    answerJson({ items: ["Lantern", "Flag"] })(request, response);
  });
  const visitor = await signedIn(url);
  expect((await visitor.get("/stock").expect(200)).text).toBe("Stock: Lantern. Flag. ");
  expect(authorization).toBe("Bearer the-token");
  await visitor.post("/stock").expect(405);
});

test.each([
  [401, 401],
  [403, 403],
  [404, 404],
  [429, 429],
  [500, 502],
  [503, 503],
])("the documented page answers the API's %i by %i", async (status, shown) => {
  const { url } = await startLocalServer(answerJson({}, status));
  const visitor = await signedIn(url);
  await visitor.get("/stock").set("Accept", "text/html").expect(shown);
  await visitor.get("/stock").set("Accept", "application/json").expect(shown);
});

test("the documented page leads a person to the sign-in that the API asks for, and a program not", async () => {
  const claims = Buffer.from('{"access_token":{"acrs":{"essential":true,"value":"c1"}}}').toString("base64");
  const challenge = `Bearer error="insufficient_claims", claims="${claims}"`;
  const { url } = await startLocalServer(
    (_request, response) => void response.writeHead(401, { "WWW-Authenticate": challenge }).end(),
  );
  const visitor = await signedIn(url);
  await visitor.get("/stock").set("Accept", "application/json").expect(401);
  const { headers } = await visitor.get("/stock").set("Accept", "text/html").expect(302);
  expect(headers.location).toMatch(/^\/auth\/signin\?demand=/);
});
