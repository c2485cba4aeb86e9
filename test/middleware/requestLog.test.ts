import express, { Router } from "express";
import createError from "http-errors";
import supertest from "supertest";
import { describe, expect, test } from "vitest";
import { requestLog } from "../../src/middleware/requestLog.js";
import { createMemoryLog } from "../support/app/memoryLog.js";
import { startExpressApp } from "../support/app/startExpressApp.js";
import { requestTarget } from "../support/network/requestTarget.js";
import { eventsIn } from "../support/process/jsonLog.js";

function createLoggedApp() {
  const log = createMemoryLog();
  const router = Router();
  router.route("/redirect").all((_request, response) => void response.send("answered"));
  router.get("/", (_request, response) => void response.send("answered"));
  router.get("/people/:email", (_request, response) => void response.send("answered"));
  router.get("/noted", (_request, response) => {
    response.locals.correlationId = "the-id";
    response.status(202).send("answered");
  });
  router.get("/fails", () => {
    throw createError(403);
  });
  router.get("/fails/:email", () => {
    throw createError(403);
  });
  const app = express();
  app.use(requestLog(log));
  app.get("/", (_request, response) => void response.send("answered"));
  app.use("/auth", router);
  return { app, log };
}

describe("the log of requests", () => {
  test("has a line with method, route, status and time", async () => {
    const { app, log } = createLoggedApp();
    await supertest(app).post("/auth/redirect");
    expect(log.lines).toEqual([expect.stringMatching(/^info POST \/auth\/redirect 200 [\d.]+ ms$/)]);
  });

  test("has no query, header or body, for they carry codes, cookies and names", async () => {
    const { app, log } = createLoggedApp();
    await supertest(app)
      .post("/auth/redirect?code=secret-code&login_hint=ada@contoso.example")
      .set({
        Cookie: "session=secret-cookie",
        Referer: "http://localhost/?secret-referrer",
        "User-Agent": "secret-agent",
      })
      .type("form")
      .send({ state: "secret-state" });
    expect(log.lines).toHaveLength(1);
    expect(log.lines.join() + log.jsonLines.join()).not.toMatch(/secret|ada/);
  });

  test("has the same in fields of their own, and a correlation id that somebody has noted", async () => {
    const { app, log } = createLoggedApp();
    await supertest(app).get("/auth/noted");
    expect(eventsIn(log.jsonLines.join(""))).toEqual([
      {
        time: expect.any(String),
        level: "info",
        message: expect.stringMatching(/^GET \/auth\/noted 202 [\d.]+ ms$/),
        "http.request.method": "GET",
        "http.route": "/auth/noted",
        "http.response.status_code": 202,
        duration_ms: expect.any(Number),
        correlation_id: "the-id",
      },
    ]);
  });

  test("has the time in its field that it has in its words", async () => {
    const { app, log } = createLoggedApp();
    await supertest(app).get("/");
    const [event] = eventsIn(log.jsonLines.join(""));
    expect(event?.message).toMatch(new RegExp(` ${Number(event?.duration_ms).toFixed(3)} ms$`));
  });

  test("has no field of a route that there is none of, nor of a correlation id", async () => {
    const { app, log } = createLoggedApp();
    await supertest(app).get("/secret");
    const [event = {}] = eventsIn(log.jsonLines.join(""));
    expect(Object.keys(event)).toEqual([
      "time",
      "level",
      "message",
      "http.request.method",
      "http.response.status_code",
      "duration_ms",
    ]);
    expect(log.jsonLines.join()).not.toContain("secret");
  });

  test.each([
    ["/", "/ 200"],
    ["/?secret", "/ 200"],
    ["/auth", "/auth 200"],
    ["/auth/", "/auth 200"],
    ["/auth/redirect/?secret", "/auth/redirect 200"],
    ["/auth/people/secret@contoso.example", "/auth/people/:email 200"],
    ["/auth/fails", "/auth/fails 403"],
    ["/auth/fails/?secret", "/auth/fails 403"],
    ["/AUTH/FAILS", "/auth/fails 403"],
    ["/auth/fails/secret@contoso.example", "/auth/fails/:email 403"],
    ["/auth/fails/secret/", "/auth/fails/:email 403"],
    ["/auth/fails/secret%2Fsecret?secret", "/auth/fails/:email 403"],
    ["http://ada:secret@contoso.example/auth/redirect", "/auth/redirect 200"],
    ["http://ada:secret@contoso.example/auth/fails", "/auth/fails 403"],
    ["http://ada:secret@contoso.example?x", "/ 200"],
    ["/nothing?secret", "no route 404"],
    ["/secret", "no route 404"],
    ["/auth/redirect%3Fcode=secret", "no route 404"],
    ["/auth/secret", "no route 404"],
    ["//ada:secret@evil.example/auth/fails", "no route 404"],
    ["/auth/fails%", "no route 404"],
    ["*", "no route 404"],
  ])("names the route of %s, not what was typed: %s", async (target, line) => {
    const { app, log } = createLoggedApp();
    await requestTarget(await startExpressApp(app), target);
    expect(log.lines).toEqual([expect.stringMatching(new RegExp(`^info GET ${line} `))]);
    expect(log.jsonLines.join()).not.toMatch(/secret|ada/);
  });
});
