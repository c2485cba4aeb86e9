import { describe, expect, onTestFinished, test } from "vitest";
import { signalWhenItWrites } from "../support/process/signalWhenItWrites.js";
import { builtProgram, freePort, runBefore, startServer } from "../support/process/startServer.js";

/** Starts the emulator alone, after this program. */
async function start(environment: Readonly<Record<string, string>>, before = "") {
  const program = [...runBefore(before), builtProgram("emulator")];
  const EMULATOR_PORT = String(await freePort());
  const server = startServer({ program, environment: { EMULATOR_PORT, ...environment } });
  onTestFinished(() => server.stop("SIGKILL"));
  return server;
}

/** Starts the emulator alone, and gives what it prints. */
async function outputWith(environment: Readonly<Record<string, string>>): Promise<string> {
  return (await start(environment)).printed("post-logout redirect URI");
}

describe("the emulator alone", () => {
  test("says how an app signs people in there", async () => {
    const output = await outputWith({});
    expect(output).toMatch(/AUTHORITY=http:\/\/127\.0\.0\.1:\d+\/contoso\.onmicrosoft\.com\n/);
    expect(output).toMatch(/\n {2}http:\/\/([0-9a-f-]{36})\.localhost:\d+\/\1\/v2\.0\n/);
    expect(output).toMatch(/CLIENT_ID=[0-9a-f-]{36}\n/);
    expect(output).toMatch(/CLIENT_SECRET=known-to-all-/);
    expect(output).toMatch(/ada@contoso\.example .*password/);
  });

  test("takes another app's settings, and keeps its secret to itself", async () => {
    const output = await outputWith({
      CLIENT_SECRET: "the-secret-of-a-real-tenant",
      REDIRECT_URI: "http://localhost:5000/signin-oidc",
    });
    expect(output).toContain("redirect URI http://localhost:5000/signin-oidc\n");
    expect(output).not.toContain("the-secret-of-a-real-tenant");
  });

  test("does not start with an .env that is not UTF-8, which would set nothing", async () => {
    const server = startServer({ program: [builtProgram("emulator")], dotenv: "E\0M\0" });
    onTestFinished(() => server.stop("SIGKILL"));
    expect(await server.ended).toMatchObject({
      code: 1,
      errors: expect.stringContaining("not encoded as UTF-8"),
    });
  });

  test.each(["SIGTERM", "SIGINT"] as const)(
    "ends with 0 by a %s that comes while it says where it is",
    async (signal) => {
      const server = await start({}, signalWhenItWrites("is running at", signal));
      expect(await server.ended).toMatchObject({ code: 0, signal: null });
    },
  );
});
