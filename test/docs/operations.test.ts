import { readFileSync } from "node:fs";
import express from "express";
import supertest from "supertest";
import { expect, test } from "vitest";
import * as z from "zod";
import { requestLog } from "../../src/middleware/requestLog.js";
import { createMemoryLog } from "../support/app/memoryLog.js";
import { eventsIn } from "../support/process/jsonLog.js";
import { projectFile } from "../support/process/startServer.js";

const page = readFileSync(projectFile("docs/operations.md"), "utf8");

/** What stands in the only block of this language. */
function block(language: string): string {
  const [text, ...others] = [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))];
  expect(others).toEqual([]);
  return text?.[1] ?? "";
}

const example = z.record(z.string(), z.union([z.string(), z.number()])).parse(JSON.parse(block("json")));

test("operations.md shows a line of the log as the app writes it", async () => {
  const log = createMemoryLog();
  const app = express();
  app.use(requestLog(log));
  app.get("/users/id", (_request, response) => {
    response.locals.correlationId = example.correlation_id;
    response.send();
  });
  await supertest(app).get("/users/id");
  const [event = {}] = eventsIn(log.jsonLines.join(""));
  const { message, time, duration_ms, ...certain } = example;
  expect(event).toMatchObject(certain);
  expect(Object.keys(event)).toEqual(Object.keys(example));
  expect(message).toBe(`GET /users/id 200 ${duration_ms} ms`);
  expect(new Date(String(time)).toISOString()).toBe(time);
});

test("operations.md asks Log Analytics for fields that a line has", () => {
  const names = [...block("kusto").matchAll(/line\["([^"]+)"\]/g)].map(([, name]) => name);
  expect(names).toContain("http.route");
  expect(Object.keys(example)).toEqual(expect.arrayContaining(names));
});
