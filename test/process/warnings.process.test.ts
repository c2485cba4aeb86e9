import { expect, onTestFinished, test } from "vitest";
import { requestTarget } from "../support/network/requestTarget.js";
import { eventsIn } from "../support/process/jsonLog.js";
import { builtProgram, runBefore, settingsWithTenant, startServer } from "../support/process/startServer.js";

/** Warns, as Node.js and packages do, when it is told to, and then says so. */
const warns = `
  process.on("SIGCONT", () => {
    process.emitWarning("of the-secret", "OddWarning");
    setImmediate(() => process.stdout.write('{"time":"2026-07-13T10:00:00Z","level":"info","message":"warned"}\\n'));
  });`;

/** What a process leaves that has warned. */
async function leftAfterWarning(environment: Readonly<Record<string, string>>) {
  const server = startServer({
    environment: { ...(await settingsWithTenant()), ...environment },
    program: [...runBefore(warns), builtProgram("server")],
  });
  onTestFinished(() => server.stop("SIGKILL"));
  await server.printed(environment.LOG_FORMAT === "json" ? "The app has started" : "Stop with Ctrl+C");
  server.stop("SIGCONT");
  await server.printed('"warned"');
  server.stop("SIGTERM");
  return server.ended;
}

test("A warning is a line of a log of JSON lines, in codes alone and with its place in the code", async () => {
  const { output, errors } = await leftAfterWarning({ LOG_FORMAT: "json" });
  expect(errors).toBe("");
  expect(output).not.toContain("the-secret");
  expect(eventsIn(output)).toContainEqual({
    time: expect.any(String),
    level: "warn",
    message: expect.stringMatching(/^Node\.js warns: OddWarning\n +at /),
  });
});

test("A warning is printed by Node.js itself if the log is text", async () => {
  const { output, errors } = await leftAfterWarning({ LOG_FORMAT: "text" });
  expect(errors).toMatch(/OddWarning: of the-secret/);
  expect(output).not.toContain("OddWarning");
});

test.each(["json", "text"])(
  "A warning about an address that somebody has asked for does not repeat it in a log of %s",
  async (LOG_FORMAT) => {
    const environment = { ...(await settingsWithTenant()), LOG_FORMAT };
    const server = startServer({ environment });
    onTestFinished(() => server.stop("SIGKILL"));
    await server.printed(LOG_FORMAT === "json" ? "The app has started" : "Stop with Ctrl+C");
    const url = `http://localhost:${environment.PORT}`;
    await requestTarget({ url }, "http://app.example:port/auth/redirect?code=the-secret");
    server.stop("SIGTERM");
    const { output, errors } = await server.ended;
    expect(output + errors).not.toMatch(/the-secret|app\.example:port/);
  },
);

test("A warning is nowhere if Node.js is told to print none", async () => {
  const { output, errors } = await leftAfterWarning({ LOG_FORMAT: "json", NODE_NO_WARNINGS: "1" });
  expect(output + errors).not.toContain("OddWarning");
});
