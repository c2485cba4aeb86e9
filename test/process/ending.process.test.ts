import { describe, expect, onTestFinished, test } from "vitest";
import { signalWhenItWrites } from "../support/process/signalWhenItWrites.js";
import { builtProgram, runBefore, settingsWithTenant, startServer } from "../support/process/startServer.js";

const signals = ["SIGTERM", "SIGINT"] as const;

/** Starts the app with a program that runs before it. */
async function startAfter(program: string) {
  const server = startServer({
    environment: await settingsWithTenant(),
    program: [...runBefore(program), builtProgram("server")],
  });
  onTestFinished(() => server.stop("SIGKILL"));
  return server;
}

/** Sends the signal when the app has begun to listen to it. */
const whenItListens = (signal: string) => `
  const begun = (name) => {
    if (name !== "${signal}") return;
    process.off("newListener", begun);
    process.nextTick(() => process.kill(process.pid, "${signal}"));
  };
  process.on("newListener", begun);`;

/** Makes terminals of what the process writes to. */
const inTerminal = `
  import tty from "node:tty";
  import { syncBuiltinESMExports } from "node:module";
  tty.isatty = () => true;
  syncBuiltinESMExports();`;

describe("the process", () => {
  test.each(signals)("ends with 0 by a %s that comes while it says where the app is", async (signal) => {
    const server = await startAfter(signalWhenItWrites("The app is at", signal));
    expect(await server.ended).toMatchObject({ code: 0, signal: null });
  });

  test.each(signals)("ends with 0 by a %s that comes before anything has started", async (signal) => {
    const server = await startAfter(whenItListens(signal));
    expect(await server.ended).toMatchObject({ code: 0, signal: null, output: "", errors: "" });
  });

  const lines = ["EXPRESS_SESSION_SECRET is not set", "The app is at", "Stop with Ctrl+C"];

  test.each(signals.flatMap((signal) => lines.map((line) => [signal, line] as const)))(
    "ends with 0 by a %s that comes after the line: %s",
    async (signal, line) => {
      const server = startServer({ environment: await settingsWithTenant() });
      onTestFinished(() => server.stop("SIGKILL"));
      await server.printed(line);
      server.stop(signal);
      expect(await server.ended).toMatchObject({ code: 0, signal: null, errors: "" });
    },
  );

  test("stays where SIGHUP comes and no terminal is open, as under nohup", async () => {
    const settings = await settingsWithTenant();
    const server = startServer({
      environment: settings,
      command: "nohup",
      program: [process.execPath, builtProgram("server")],
    });
    onTestFinished(() => server.stop("SIGKILL"));
    await server.printed("Stop with Ctrl+C");
    server.stop("SIGHUP");
    expect((await fetch(`http://localhost:${settings.PORT}/healthz`)).status).toBe(200);
    server.stop("SIGTERM");
    expect(await server.ended).toMatchObject({ code: 0, signal: null });
  });

  test("ends with 0 where its terminal is closed", async () => {
    const server = await startAfter(inTerminal);
    await server.printed("Stop with Ctrl+C");
    // The terminal sends one, and the shell in it another.
    server.stop("SIGHUP");
    server.stop("SIGHUP");
    expect(await server.ended).toMatchObject({ code: 0, signal: null });
  });
});
