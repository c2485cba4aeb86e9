import { describe, expect, onTestFinished, test } from "vitest";
import { logFormats } from "../../src/log/logStyle.js";
import { builtProgram, runBefore, settingsWithTenant, startServer } from "../support/process/startServer.js";

describe("the process", () => {
  test.each(["SIGSEGV", "SIGBUS", "SIGFPE"] as const)(
    "ends by %s itself, which a fault of the machine repeats for ever where it is caught",
    async (signal) => {
      const server = startServer({ environment: await settingsWithTenant() });
      onTestFinished(() => server.stop("SIGKILL"));
      await server.printed("Stop with Ctrl+C");
      server.stop(signal);
      expect(await server.ended).toMatchObject({ code: null, signal });
    },
  );

  const reasons = ["undefined", "null", "'the-secret'", "new Error('the-secret')"];
  const lines = {
    text: /^\S+Z error The process ends: (Error\b|UnhandledPromiseRejection: ERR_UNHANDLED_REJECTION)/m,
    json: /"level":"error","message":"The process ends: (Error\b|UnhandledPromiseRejection: ERR_UNHANDLED_REJECTION)/,
  };

  test.each(reasons.flatMap((reason) => logFormats.map((format) => [reason, format] as const)))(
    "ends with a line and with 1 where nobody handles a promise that is rejected with %s, if the log is %s",
    async (reason, format) => {
      const fault = `process.on("SIGCONT", () => Promise.reject(${reason}))`;
      const server = startServer({
        environment: { ...(await settingsWithTenant()), LOG_FORMAT: format },
        program: [...runBefore(fault), builtProgram("server")],
      });
      onTestFinished(() => server.stop("SIGKILL"));
      await server.printed(format === "json" ? "The app has started" : "Stop with Ctrl+C");
      server.stop("SIGCONT");
      const { code, output, errors } = await server.ended;
      expect(code).toBe(1);
      expect(output + errors).not.toContain("the-secret");
      expect(output).toMatch(lines[format]);
    },
  );

  test("goes on where nobody reads its log any more", async () => {
    const settings = await settingsWithTenant();
    const server = startServer({ environment: settings });
    onTestFinished(() => server.stop("SIGKILL"));
    await server.printed("Stop with Ctrl+C");
    server.closeOutput();
    for (const path of ["/", "/nowhere", "/"]) {
      await (await fetch(`http://localhost:${settings.PORT}${path}`)).text();
    }
    server.stop("SIGTERM");
    expect((await server.ended).code).toBe(0);
  });
});
