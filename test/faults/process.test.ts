import { describe, expect, onTestFinished, test } from "vitest";
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

  test.each(["undefined", "null", "'the-secret'", "new Error('the-secret')"])(
    "ends with a line and with 1 where nobody handles a promise that is rejected with %s",
    async (reason) => {
      const fault = `process.on("SIGCONT", () => Promise.reject(${reason}))`;
      const server = startServer({
        environment: await settingsWithTenant(),
        program: [...runBefore(fault), builtProgram("server")],
      });
      onTestFinished(() => server.stop("SIGKILL"));
      await server.printed("Stop with Ctrl+C");
      server.stop("SIGCONT");
      const { code, output } = await server.ended;
      expect(code).toBe(1);
      expect(output).not.toContain("the-secret");
      expect(output).toMatch(
        /error The process ends: (Error\b|UnhandledPromiseRejection: ERR_UNHANDLED_REJECTION)/,
      );
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
