import express from "express";
import supertest from "supertest";
import { describe, expect, test } from "vitest";
import { requestLog } from "../../src/middleware/requestLog.js";
import { createMemoryLog } from "../support/memoryLog.js";

function createLoggedApp() {
  const log = createMemoryLog();
  const app = express();
  app.use(requestLog(log));
  app.use("/auth", (_request, response) => void response.send("answered"));
  return { app, log };
}

describe("the log of requests", () => {
  test("has a line with method, path, status and time", async () => {
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
    expect(log.lines.join()).not.toMatch(/secret|ada/);
  });

  test("has a line for requests that nobody answers too", async () => {
    const { app, log } = createLoggedApp();
    await supertest(app).get("/nothing?x");
    expect(log.lines).toEqual([expect.stringMatching(/^info GET \/nothing 404 /)]);
  });
});
