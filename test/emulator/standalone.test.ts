import { renameSync } from "node:fs";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { tenantFile } from "../support/emulator/tenantFile.js";
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

  describe("with a file that describes the tenant", () => {
    const fabrikam = JSON.stringify({
      tenant: { subdomain: "fabrikam" },
      users: [{ email: "fay@fabrikam.example", password: "Windmill-Tea-31", displayName: "Fay" }],
    });
    const authority = /\n {2}http:\/\/127\.0\.0\.1:\d+\/fabrikam\.onmicrosoft\.com\n/;

    /** Starts it in the folder of the file. */
    async function startBeside(
      file: string,
      name: string,
      options: { args?: string[]; named?: string } = {},
    ) {
      const folder = path.dirname(file);
      renameSync(file, path.join(folder, name));
      const server = startServer({
        program: [builtProgram("emulator"), ...(options.args ?? [])],
        folder,
        environment: {
          EMULATOR_PORT: String(await freePort()),
          ...(options.named === undefined ? {} : { EMULATOR_CONFIG: options.named }),
        },
      });
      onTestFinished(async () => {
        server.stop("SIGKILL");
        await server.ended;
      });
      return server;
    }

    test.each([
      ["emulator.json", {}],
      ["fabrikam.json", { args: ["--config", "fabrikam.json"] }],
      ["fabrikam.json", { named: "fabrikam.json" }],
    ])("takes %s, by %o", async (name, options) => {
      const server = await startBeside(tenantFile(fabrikam), name, options);
      const output = await server.printed("A client that asks for an issuer");
      expect(output).toMatch(authority);
      expect(output).toContain("fay@fabrikam.example with password Windmill-Tea-31");
      expect(output).not.toContain("ada@contoso.example");
      expect(output).toContain(`The tenant is that of ${name}`);
    });

    test("does not start if it is faulty, and says every fault", async () => {
      const faulty = '{ "users": [{ "email": "Fay" }], "colour": "red" }';
      const server = await startBeside(tenantFile(faulty), "emulator.json");
      const { code, errors } = await server.ended;
      expect(code).toBe(1);
      expect(errors).toMatch(/users\.0\.email: .*\n.*"colour"|"colour".*\n.*users\.0\.email: /s);
      expect(errors).not.toContain(" at ");
    });

    test("does not start without the file that is named", async () => {
      const server = await startBeside(tenantFile("{}"), "other.json", {
        args: ["--config", "nowhere.json"],
      });
      const { code, errors } = await server.ended;
      expect(code).toBe(1);
      expect(errors).toContain("nowhere.json");
    });
  });
});
