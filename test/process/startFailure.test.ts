import { once } from "node:events";
import { createServer, type ListenOptions } from "node:net";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { ConfigError } from "../../src/config/configError.js";
import { failureOutput, startFailure } from "../../src/process/startFailure.js";
import { answerHtml, startLocalServer } from "../support/network/localServer.js";
import { eventsIn } from "../support/process/jsonLog.js";
import { temporaryFolder } from "../support/process/temporaryFolder.js";

/** The error of a server that cannot listen there. */
async function listenError(address: ListenOptions): Promise<unknown> {
  const server = createServer();
  onTestFinished(() => void server.close());
  const failed = once(server, "error");
  server.listen(address);
  const [error] = await failed;
  return error;
}

describe("a start that fails", () => {
  test("says which port is taken", async () => {
    const port = Number(new URL((await startLocalServer(answerHtml)).url).port);
    expect(startFailure(await listenError({ port, host: "127.0.0.1" }))).toBe(
      `Port ${port} is taken: stop the program that uses it, or set PORT, METRICS_PORT, EMULATOR_PORT or ORDERS_API_PORT to another.`,
    );
  });

  test("says which port needs more rights", () => {
    const error = Object.assign(new Error("listen EACCES"), { code: "EACCES", port: 80 });
    expect(startFailure(error)).toBe(
      "Port 80 may not be used by this account: set PORT, METRICS_PORT, EMULATOR_PORT or ORDERS_API_PORT to 1024 or more.",
    );
  });

  test("says which path is taken", async () => {
    const socket = path.join(temporaryFolder(), "app.sock");
    const server = createServer().listen(socket);
    onTestFinished(() => void server.close());
    await once(server, "listening");
    expect(startFailure(await listenError({ path: socket }))).toBe(
      `The path ${socket} is taken: stop the program that listens there, or set PORT to another.`,
    );
  });

  test("says which path has no folder", async () => {
    const socket = path.join(temporaryFolder(), "nowhere/app.sock");
    expect(startFailure(await listenError({ path: socket }))).toMatch(
      `Nothing can listen on ${socket} (EACCES): its folder has to exist, and this account to write to it.`,
    );
  });

  const notHere = "HOST or METRICS_HOST is not an address of this machine: set it to one, or leave it out.";

  test("says that HOST is the address of another machine", async () => {
    expect(startFailure(await listenError({ port: 0, host: "192.0.2.1" }))).toBe(notHere);
  });

  test("says that HOST is a name that nobody has", () => {
    const error = Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" });
    expect(startFailure(error)).toBe(notHere);
  });

  test.each([
    "Cannot find package 'oidc-provider' imported from /app/dist/emulator/createProvider.js",
    "Cannot find package '@azure/identity' imported from /app/dist/credentials/keyVault.js",
  ])("says what to do where a package is missing: %s", (message) => {
    expect(startFailure(Object.assign(new Error(message), { code: "ERR_MODULE_NOT_FOUND" }))).toBe(
      "A package is missing: run npm ci. With --omit=dev there is no emulator, so configure a tenant; " +
        `with --omit=optional there is no key vault. (${message})`,
    );
  });

  test("lists the faults of the configuration without a stack", () => {
    const error = new ConfigError(["PORT must be a number.", "CLIENT_ID is missing."]);
    expect(startFailure(error)).toBe(
      "The configuration cannot be used:\n  PORT must be a number.\n  CLIENT_ID is missing.",
    );
  });

  test("shows where a fault of the app's own is", () => {
    expect(startFailure(new TypeError("x is not a function"))).toMatch(
      /^TypeError: x is not a function\n +at .*startFailure\.test\.ts/,
    );
  });

  test("repeats no sentence that may hold what came from outside", () => {
    expect(startFailure(new SyntaxError(`"the-secret" is not valid JSON`))).toMatch(
      /^SyntaxError\n +at .*startFailure\.test\.ts/,
    );
  });

  test.each([undefined, null, "text"])("is a sentence for %j too", (thrown) => {
    expect(startFailure(thrown)).toBe("The app could not start.");
  });
});

describe("what is written of a start that fails", () => {
  const error = new ConfigError(["PORT must be a number.", "CLIENT_ID is missing."]);

  test("are its sentences as they are, if the log is text", () => {
    expect(failureOutput(error, "text")).toBe(
      "The configuration cannot be used:\n  PORT must be a number.\n  CLIENT_ID is missing.\n",
    );
  });

  test("is one line with all of them, if the log is JSON", () => {
    expect(eventsIn(failureOutput(error, "json"))).toEqual([
      {
        time: expect.any(String),
        level: "error",
        message: "The configuration cannot be used:\n  PORT must be a number.\n  CLIENT_ID is missing.",
      },
    ]);
  });
});
