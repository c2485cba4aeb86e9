import path from "node:path";
import express, { type RequestHandler } from "express";
import createError from "http-errors";
import supertest from "supertest";
import { describe, expect, test } from "vitest";
import { AccessError } from "../../../src/auth/errors/accessError.js";
import { AuthError } from "../../../src/auth/errors/authError.js";
import { LoggableError } from "../../../src/log/loggableError.js";
import { errorHandler } from "../../../src/middleware/errors/errorHandler.js";
import { createMemoryLog } from "../../support/app/memoryLog.js";
import { eventsIn } from "../../support/process/jsonLog.js";

const signInFailure = new AuthError("app_refused", { aadsts: 7000215, correlationId: "the-id" });

/** An app whose one route fails, and whose views show what they are given as JSON. */
function createFailingApp(route: RequestHandler, production = true) {
  const log = createMemoryLog();
  const app = express();
  app.set("views", path.join(import.meta.dirname, "../../../views"));
  app.set("view engine", "hbs");
  app.engine("hbs", (_file, page, done) => done(null, JSON.stringify(page)));
  app.get("/", route);
  app.use(errorHandler({ production, log }));
  return { app, log };
}

function thrower(error: unknown): RequestHandler {
  return () => {
    throw error;
  };
}

describe("an error", () => {
  test("is answered with its page, kept by no cache", async () => {
    const { app } = createFailingApp(thrower(signInFailure));
    const { status, text, headers } = await supertest(app).get("/");
    expect(status).toBe(502);
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["content-type"]).toMatch(/^text\/html/);
    expect(JSON.parse(text)).toMatchObject({ title: "Sign-in is not available", correlationId: "the-id" });
  });

  test("is answered where a promise was rejected", async () => {
    const { app } = createFailingApp(() => Promise.reject(new Error("late")));
    await supertest(app).get("/").expect(500);
  });

  test("keeps its own headers", async () => {
    const { app } = createFailingApp(thrower(createError(405, { headers: { Allow: "GET, HEAD" } })));
    await supertest(app).get("/").expect(405).expect("Allow", "GET, HEAD");
  });

  test("is answered in plain words where the page itself fails", async () => {
    const { app, log } = createFailingApp(thrower(new LoggableError("first")));
    app.engine("hbs", (_file, _page, done) => done(new LoggableError("the view is broken")));
    const { status, text, headers } = await supertest(app).get("/");
    expect(status).toBe(500);
    expect(headers["content-type"]).toMatch(/^text\/plain/);
    expect(text).toBe("Something went wrong. The fault is ours and has been noted. Please try again later.");
    expect(log.lines.join()).toMatch(/first.*the view is broken/s);
  });

  test("in the middle of an answer ends the connection", async () => {
    const { app, log } = createFailingApp((_request, response) => {
      response.write("half");
      throw new LoggableError("too late");
    });
    await expect(supertest(app).get("/")).rejects.toThrow(/aborted|socket hang up/);
    expect(log.lines).toEqual([expect.stringContaining("too late")]);
  });
});

describe("the log", () => {
  test("has a line for a failed sign-in, with its code, number and id", async () => {
    const { app, log } = createFailingApp(thrower(signInFailure));
    await supertest(app).get("/");
    expect(log.lines).toEqual([
      "warn Sign-in failed: AuthError: app_refused (AADSTS7000215) (correlation id the-id)",
    ]);
  });

  test("has the id in a field of its own, and notes it for the line of the request", async () => {
    const { app, log } = createFailingApp(thrower(signInFailure));
    const { text } = await supertest(app).get("/");
    expect(eventsIn(log.jsonLines.join(""))).toMatchObject([{ level: "warn", correlation_id: "the-id" }]);
    expect(JSON.parse(text)).toMatchObject({ _locals: { correlationId: "the-id" } });
  });

  test.each(["sign_in_needed", "demand_unmet", "access_refused"] as const)(
    "says of %s that access was refused, and not that a sign-in failed",
    async (code) => {
      const { app, log } = createFailingApp(thrower(new AuthError(code, { correlationId: "the-id" })));
      await supertest(app).get("/");
      expect(log.lines).toEqual([`warn Access refused: AuthError: ${code} (correlation id the-id)`]);
    },
  );

  test("has a line for a person whom a guard did not let pass, under the id that the page shows", async () => {
    const { app, log } = createFailingApp(thrower(new AccessError("role_missing", "Orders.Manager")));
    const { correlationId } = JSON.parse((await supertest(app).get("/")).text);
    expect(log.lines).toEqual([
      `warn Access refused: AccessError: role_missing (Orders.Manager) (correlation id ${correlationId})`,
    ]);
  });

  test("has the stack of a fault of the app's own, under the id that the page shows", async () => {
    const { app, log } = createFailingApp(thrower(new TypeError("x is not a function")));
    const { correlationId } = JSON.parse((await supertest(app).get("/")).text);
    expect(log.lines).toEqual([
      expect.stringMatching(
        /^error Request failed: TypeError: x is not a function\n +at .*errorHandler\.test/,
      ),
    ]);
    expect(log.lines[0]).toContain(`(correlation id ${correlationId})`);
  });

  test("has no words of others, in a message or in what they put into the stack", async () => {
    const error = new SyntaxError("the-secret\n    at the-secret (/the-secret.js:1:1)");
    const { app, log } = createFailingApp(thrower(error));
    await supertest(app).get("/");
    expect(log.lines).toEqual([
      expect.stringMatching(/^error Request failed: SyntaxError\n +at .*errorHandler\.test/),
    ]);
    expect(log.lines.join() + log.jsonLines.join()).not.toContain("the-secret");
  });

  test.each([400, 404, 405, 413])("has no line for status %i, which is nobody's to mend", async (status) => {
    const { app, log } = createFailingApp(thrower(createError(status)));
    await supertest(app).get("/").expect(status);
    expect(log.lines).toEqual([]);
  });
});
