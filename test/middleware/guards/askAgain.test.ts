import type { Express } from "express";
import supertest from "supertest";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { AuthError } from "../../../src/auth/errors/authError.js";
import { SignInDemanded } from "../../../src/auth/errors/signInDemanded.js";
import type { SignInDemand } from "../../../src/auth/signInDemand.js";
import { loadConfig } from "../../../src/config/loadConfig.js";
import { LoggableError } from "../../../src/log/loggableError.js";
import { errorHandler } from "../../../src/middleware/errors/errorHandler.js";
import { askAgain } from "../../../src/middleware/guards/askAgain.js";
import { answeredDemandsOf, noteAnsweredDemands } from "../../../src/session/answeredDemands.js";
import { createMemoryLog } from "../../support/app/memoryLog.js";
import { createSessionApp } from "../../support/app/sessionApp.js";

const config = loadConfig({ EXPRESS_SESSION_SECRET: "of-the-tests" });
const demand: SignInDemand = { reason: "a-guard", prompt: "login" };
const json = { Accept: "application/json" };

/** An app whose page demands another sign-in, of somebody who is signed in; `answered` is what the session began with. */
function appThatDemands(error: Error, answered: readonly string[] = []) {
  const app = createSessionApp();
  const log = createMemoryLog();
  app.get("/answered", (request, response) => {
    noteAnsweredDemands(request, answered);
    response.end();
  });
  app.get("/garbled", ({ session, query }, response) => {
    session.answeredDemands = JSON.parse(String(query.answered));
    response.end();
  });
  app.get("/left", (request, response) => void response.json(answeredDemandsOf(request)));
  app.all("/page", () => {
    throw error;
  });
  app.use(askAgain(config), errorHandler({ production: true, log }));
  return { app, log };
}

async function visitorOf(app: Express) {
  const visitor = supertest.agent(app);
  await visitor.get("/in");
  await visitor.get("/answered");
  return visitor;
}

describe("a page that demands another sign-in", () => {
  test("sends a person there, by an address that holds nothing to read", async () => {
    const { app, log } = appThatDemands(new SignInDemanded(demand));
    const visitor = await visitorOf(app);
    const { headers } = await visitor.get("/page?of=ada").expect(302);
    expect(headers.location).toMatch(/^\/auth\/signin\?demand=[\w.-]+$/);
    expect(headers.location?.length).toBeLessThan(1024);
    expect(log.lines).toEqual([]);
  });

  test("sends nobody anywhere for a form: it says that nothing was saved", async () => {
    const visitor = await visitorOf(appThatDemands(new SignInDemanded(demand)).app);
    const answer = await visitor.post("/page").set(json).expect(401);
    expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
    expect(JSON.parse(answer.text)).toMatchObject({
      status: 401,
      title: "Please sign in again",
      detail: expect.stringContaining("nothing was saved"),
    });
  });

  test.each([
    ["a script", { "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty" }],
    ["a frame", { "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe" }],
    ["a program that wants JSON", json],
  ])("sends %s nowhere", async (_what, headers) => {
    const visitor = await visitorOf(appThatDemands(new SignInDemanded(demand)).app);
    const answer = await visitor.get("/page").set(headers).expect(401);
    expect(answer.headers.location).toBeUndefined();
  });

  test("leaves every other error to the error handler", async () => {
    const visitor = await visitorOf(appThatDemands(new LoggableError("another")).app);
    await visitor.get("/page").set(json).expect(500);
  });
});

describe("a page whose demand the sign-in just before was for", () => {
  test.each(["get", "post"] as const)(
    "says by %s what is missing, and asks again if the person comes again",
    async (method) => {
      const visitor = await visitorOf(appThatDemands(new SignInDemanded(demand), ["a-guard"]).app);
      const { text } = await visitor[method]("/page").set(json).expect(403);
      expect(JSON.parse(text)).toMatchObject({ title: "No access" });
      await visitor.get("/page").expect(302);
    },
  );

  test("says what the guard has said of it", async () => {
    const error = new SignInDemanded(demand, new AuthError("tenant_timeout"));
    const visitor = await visitorOf(appThatDemands(error, ["a-guard"]).app);
    await visitor.get("/page").set(json).expect(504);
  });

  test("forgets that demand alone", async () => {
    const answered = ["before", "a-guard", "after"];
    const visitor = await visitorOf(appThatDemands(new SignInDemanded(demand), answered).app);
    await visitor.get("/page").expect(403);
    expect((await visitor.get("/left")).body).toEqual(["before", "after"]);
  });

  test("is not one where the sign-in was for another", async () => {
    const visitor = await visitorOf(appThatDemands(new SignInDemanded(demand), ["another-guard"]).app);
    await visitor.get("/page").expect(302);
  });

  test("is not one any more after five minutes", async () => {
    onTestFinished(() => void vi.useRealTimers());
    vi.useFakeTimers({ toFake: ["Date"] });
    const visitor = await visitorOf(appThatDemands(new SignInDemanded(demand), ["a-guard"]).app);
    vi.setSystemTime(Date.now() + 5 * 60_000);
    await visitor.get("/page").expect(302);
  });

  test.each([["a-guard"], "a-guard", { reasons: ["a-guard"] }, { reasons: [["a-guard"]], until: 9e15 }, 7])(
    "is not one where the store gives back %j",
    async (answered) => {
      const visitor = await visitorOf(appThatDemands(new SignInDemanded(demand)).app);
      await visitor.get("/garbled").query({ answered: JSON.stringify(answered) });
      await visitor.get("/page").expect(302);
    },
  );
});
