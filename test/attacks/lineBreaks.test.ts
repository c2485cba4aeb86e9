import { afterAll, describe, expect, test } from "vitest";
import { requestTarget } from "../support/network/requestTarget.js";
import { eventsIn } from "../support/process/jsonLog.js";
import { linesInLogFile } from "../support/process/logFile.js";
import { tokenWith } from "../support/tenant/people.js";
import { startAppWithStub, tokenError } from "../support/tenant/tenantStub.js";
import { goesOnTo } from "../support/visitors/html.js";
import { beginSignIn, signIn, signOut, visitorOf } from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

const breaks = ["\r\n", "\n", "\r", "\u0085", "\u2028", "\u2029", "\u560d\u560a", "\0", "\u001b[2K"];
const injected = "X-Injected: 1";
const forged = "2026-07-13T10:00:00.000Z info POST /forged 200 1 ms";

const parameters = ["returnTo", "prompt", "login_hint", "domain_hint", "ui_locales", "moved"];
const fields = [
  "state",
  "code",
  "error",
  "error_description",
  "error_subcode",
  "client_info",
  "session_state",
  "iss",
];

/** Expects headers and a log that know nothing of what came after a line break, and gives the lines since then. */
function expectUnbroken(headers: Record<string, unknown>, linesBefore: number): void {
  expect(headers).not.toHaveProperty("x-injected");
  const lines = linesInLogFile(app.logLines.slice(linesBefore));
  expect(lines.length).toBe(app.logLines.length - linesBefore);
  for (const line of lines) {
    expect(line).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z info (info|warn|error) [^\p{Cc}\p{Zl}\p{Zp}]+$/u);
    expect(line).not.toContain("forged");
  }
  expectWholeJson(linesBefore);
}

/** Expects the same events of the log as JSON, each on one line. */
function expectWholeJson(linesBefore: number): void {
  const lines = app.jsonLogLines.slice(linesBefore);
  for (const line of lines) {
    expect(line).toMatch(/^\{[^\p{Cc}\p{Zl}\p{Zp}]+\}\n$/u);
  }
  const events = eventsIn(lines.join("")).map(({ level, message }) => `${level} ${message}`);
  expect(events).toEqual(app.logLines.slice(linesBefore));
}

describe.each(breaks)("the line break %j", (lineBreak) => {
  const hostile = `x${lineBreak}${injected}${lineBreak}${forged}`;

  test.each(parameters)("in the parameter %s of a sign-in breaks no header and no log line", async (name) => {
    const before = app.logLines.length;
    const query = new URLSearchParams({ [name]: hostile });
    const { headers, status } = await visitorOf(app).get(`/auth/signin?${query}`);
    expect([302, 400]).toContain(status);
    expectUnbroken(headers, before);
  });

  test.each(fields)("in the field %s of an answer breaks no header and no log line", async (name) => {
    const visitor = visitorOf(app);
    const answer = tenant.authorize(await beginSignIn(visitor));
    const before = app.logLines.length;
    const given = { ...answer, [name]: hostile };
    const posted = await visitor
      .post("/auth/redirect")
      .type("form")
      .send({ ...given, reposted: "1" });
    expect([200, 400, 502]).toContain(posted.status);
    const shown = await visitorOf(app).post("/auth/redirect").type("form").send(given).expect(200);
    const asked = await visitorOf(app)
      .get(`/auth/redirect?${new URLSearchParams(given)}`)
      .expect(400);
    for (const { headers } of [posted, shown, asked]) {
      expectUnbroken(headers, before);
    }
  });

  test("in names of parameters and in paths breaks no header", async () => {
    const encoded = encodeURIComponent(hostile);
    for (const path of [
      `/auth/signin?${encoded}=1`,
      `/${encoded}`,
      `/users/id?${encoded}`,
      `/?signin=${encoded}`,
    ]) {
      const { headers, status } = await visitorOf(app).get(path);
      expect(status).toBeLessThan(500);
      expect(headers).not.toHaveProperty("x-injected");
    }
  });

  test("in a claim breaks no header and no log line, signing in and out", async () => {
    const before = app.logLines.length;
    const visitor = visitorOf(app);
    const claims = { name: hostile, preferred_username: hostile, login_hint: hostile, email: hostile };
    const answer = await signIn(visitor, tenant, tokenWith(tenant, claims));
    expect(answer.status).toBe(200);
    await visitor.get("/users/id").expect(200);
    const { headers, text } = await signOut(visitor).expect(200);
    expect(new URL(goesOnTo(text) ?? "").searchParams.get("logout_hint")).toBe(hostile);
    expectUnbroken(answer.headers, before);
    expectUnbroken(headers, before);
  });

  test("in what a lying tenant answers breaks no header and no log line", async () => {
    const visitor = visitorOf(app);
    const fieldsOfAnswer = tenant.authorize(await beginSignIn(visitor));
    tenant.answers.token = (_request, response) => {
      response.writeHead(400, { "Content-Type": "application/json" });
      response.end(
        JSON.stringify({ ...tokenError("invalid_grant", 70008), error: hostile, suberror: hostile }),
      );
    };
    const before = app.logLines.length;
    const { headers, status } = await visitor.post("/auth/redirect").type("form").send(fieldsOfAnswer);
    delete tenant.answers.token;
    expect(status).toBeGreaterThanOrEqual(400);
    expect(headers).not.toHaveProperty("x-injected");
    expect(linesInLogFile(app.logLines.slice(before))).toHaveLength(app.logLines.length - before);
    expectWholeJson(before);
  });
});

describe("bytes that are a line break to some", () => {
  test.each(["\u0085", "\u009b2K", "\u00a0"])("%j, raw in a path, do not reach the app", async (bytes) => {
    const before = app.logLines.length;
    const { status } = await requestTarget(app, `/nowhere${bytes}forged`);
    expect(status).toBe(400);
    expect(app.logLines).toHaveLength(before);
  });
});
