import { execFile } from "node:child_process";
import { createServer } from "node:net";
import { promisify } from "node:util";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { eventsIn } from "./support/process/jsonLog.js";
import {
  builtProgram,
  freePort,
  freePorts,
  projectFile,
  runBefore,
  settingsWithTenant,
  startServer,
} from "./support/process/startServer.js";
import { visitorOf } from "./support/visitors/signInByHttp.js";

const production = {
  NODE_ENV: "production",
  TENANT_SUBDOMAIN: "contoso",
  CLIENT_ID: "11111111-2222-4333-8444-555555555555",
  CLIENT_SECRET: "the-client-secret",
  EXPRESS_SESSION_SECRET: "the-session-secret-of-the-tests-0123456789",
  REDIRECT_URI: "https://app.example/auth/redirect",
};

/** The status of an answer; undefined if nothing answers there yet. */
async function statusOf(url: string): Promise<number | undefined> {
  return (await fetch(url).catch(() => undefined))?.status;
}

describe("the server", () => {
  test("starts with an emulated tenant where none is configured, and says how to go on", async () => {
    const ports = await freePorts();
    // From its source, as `npm run dev` does.
    const program = ["--import", import.meta.resolve("tsx"), projectFile("src/server.ts")];
    const server = startServer({ program, environment: ports });
    onTestFinished(() => server.stop("SIGKILL"));
    const output = await server.printed("Stop with Ctrl+C");
    expect(output).toContain(`http://localhost:${ports.PORT}`);
    expect(output).toContain(`http://127.0.0.1:${ports.EMULATOR_PORT}`);
    expect(output).toContain(`The orders API is at http://127.0.0.1:${ports.ORDERS_API_PORT}\n`);
    expect(output).toMatch(/ada@contoso\.example .*password/);
    expect(output).toMatch(/ben@contoso\.example .*password/);
    expect(output).toContain("npm run configure -- --tenant-id");
    const page = await fetch(`http://localhost:${ports.PORT}/`);
    expect(await page.text()).toContain("Sign in");
    server.stop("SIGTERM");
    expect((await server.ended).code).toBe(0);
  });

  test.each(["SIGTERM", "SIGINT"] as const)("ends at once on %s while it starts", async (signal) => {
    const { CLIENT_SECRET: _secret, ...withoutCredential } = production;
    // A key vault that takes connections and says nothing.
    const port = await freePort();
    const vault = createServer(() => server.stop(signal)).listen(port, "127.0.0.1");
    onTestFinished(() => void vault.close());
    const server = startServer({
      environment: {
        ...withoutCredential,
        PORT: String(await freePort()),
        KEY_VAULT_URL: `https://127.0.0.1:${port}/`,
        KEY_VAULT_SECRET: "sign-in",
        NO_PROXY: "127.0.0.1",
      },
    });
    onTestFinished(() => server.stop("SIGKILL"));
    expect(await server.ended).toMatchObject({ code: 0, output: "", errors: "" });
  });

  test.each(["PORT", "METRICS_PORT", "EMULATOR_PORT", "ORDERS_API_PORT"] as const)(
    "says in a sentence that %s is taken",
    async (variable) => {
      const ports = { ...(await freePorts()), METRICS_PORT: String(await freePort()) };
      const taken = createServer().listen(Number(ports[variable]), "127.0.0.1");
      onTestFinished(() => void taken.close());
      const { code, errors } = await startServer({ environment: ports }).ended;
      expect(code).toBe(1);
      expect(errors).toBe(
        `Port ${ports[variable]} is taken: stop the program that uses it, or set PORT, METRICS_PORT, EMULATOR_PORT or ORDERS_API_PORT to another.\n`,
      );
    },
  );

  test("lists every fault of a bad .env, and no secret", async () => {
    const dotenv = "PORT=many\nCLIENT_ID=my app\nRESPONSE_MODE=fragment\nCLIENT_SECRET=hush-hush\n";
    const { code, errors } = await startServer({ dotenv }).ended;
    expect(code).toBe(1);
    expect(errors.split("\n")).toEqual([
      "The configuration cannot be used:",
      expect.stringMatching(/^ {2}CLIENT_ID must be .*, e\.g\. CLIENT_ID=/),
      expect.stringMatching(/^ {2}PORT must be .*, e\.g\. PORT=3000$/),
      expect.stringMatching(/^ {2}RESPONSE_MODE must be .*, e\.g\. RESPONSE_MODE=form_post$/),
      "",
    ]);
    expect(errors).not.toContain("hush-hush");
  });

  test("says in a sentence each what cannot work, and what the environment carries of the file it comes from", async () => {
    const environment = {
      ...production,
      CLIENT_SECRET: '"hush-hush"',
      EXPRESS_SESSION_SECRET: `${production.EXPRESS_SESSION_SECRET} # signs cookies`,
      TRUST_PROXY: "0.0.0.0/0",
    };
    const sentences = [
      "The configuration cannot be used:",
      expect.stringMatching(/^ {2}CLIENT_SECRET has quotes around it in the environment/),
      expect.stringMatching(/^ {2}EXPRESS_SESSION_SECRET has a comment behind it in the environment/),
      expect.stringMatching(/^ {2}TRUST_PROXY must not be every address/),
    ];
    const json = await startServer({ environment }).ended;
    expect(json.code).toBe(1);
    const events = eventsIn(json.errors);
    expect(events.map(({ level, message }) => [level, message.split("\n")])).toEqual([["error", sentences]]);
    const text = await startServer({ environment: { ...environment, LOG_FORMAT: "text" } }).ended;
    expect(text.code).toBe(1);
    expect(text.errors.split("\n")).toEqual([...sentences, ""]);
    expect(json.errors + text.errors).not.toMatch(/hush|0123456789/);
  });

  test("does not start in production with anything missing", async () => {
    const { code, output, errors } = await startServer({ environment: { NODE_ENV: "production" } }).ended;
    expect(code).toBe(1);
    expect(output).toBe("");
    expect(eventsIn(errors)).toMatchObject([{ level: "error" }]);
    for (const name of [
      "TENANT_SUBDOMAIN",
      "CLIENT_ID",
      "CLIENT_SECRET",
      "EXPRESS_SESSION_SECRET",
      "REDIRECT_URI",
    ]) {
      expect(errors).toContain(`${name} is missing`);
    }
  });

  test.each([
    ["the settings are bad", "LOG_FORMAT=json\nPORT=many\n", /PORT must be/],
    ["it is told to be that of production", "NODE_ENV=production\nLOG_LEVEL=most\n", /LOG_LEVEL must be/],
  ])("writes its log as .env has it, also where %s", async (_case, dotenv, fault) => {
    const { code, output, errors } = await startServer({ dotenv }).ended;
    expect({ code, output }).toEqual({ code: 1, output: "" });
    expect(eventsIn(errors)).toMatchObject([{ level: "error", message: expect.stringMatching(fault) }]);
  });

  test("says as the environment has the log that .env cannot be read", async () => {
    const environment = { NODE_ENV: "production" };
    const { code, errors } = await startServer({ environment, dotenv: "LOG_FORMAT=text\0" }).ended;
    expect(code).toBe(1);
    expect(eventsIn(errors)).toMatchObject([{ message: expect.stringContaining(".env is not encoded") }]);
  });

  test("writes no line below LOG_LEVEL", async () => {
    const environment = { ...(await settingsWithTenant()), LOG_FORMAT: "json", LOG_LEVEL: "warn" };
    const server = startServer({ environment });
    onTestFinished(() => server.stop("SIGKILL"));
    await server.printed("EXPRESS_SESSION_SECRET is not set");
    await expect.poll(() => statusOf(`http://localhost:${environment.PORT}/`)).toBe(200);
    await visitorOf({ url: `http://localhost:${environment.PORT}` })
      .get("/auth/redirect?code=the-code")
      .expect(400);
    server.stop("SIGTERM");
    const { code, output } = await server.ended;
    expect(code).toBe(0);
    const events = eventsIn(output);
    expect([...new Set(events.map(({ level }) => level))]).toEqual(["warn"]);
    expect(events.map(({ message }) => message).join("\n")).toContain("Sign-in failed: ");
  });

  test("says in a sentence that Node.js is too old", async () => {
    const older = "Object.defineProperty(process, 'versions', { value: { node: '20.18.3' } })";
    const program = [...runBefore(older), builtProgram("server")];
    const { code, errors } = await startServer({ program }).ended;
    expect(code).toBe(1);
    expect(errors).toBe("Node.js 20.19 or newer is needed; this is 20.18.3.\n");
  });
});

describe("what the build makes", () => {
  beforeAll(async () => {
    await promisify(execFile)("npm", ["run", "build"], { cwd: projectFile(".") });
  });

  test("starts in production", async () => {
    const PORT = String(await freePort());
    const server = startServer({
      environment: { ...production, PORT },
      program: [projectFile("dist/server.js")],
    });
    onTestFinished(() => server.stop("SIGKILL"));
    const output = await server.printed("The app has started");
    expect(output).toContain("https://contoso.ciamlogin.com/contoso.onmicrosoft.com");
    expect(output).not.toContain("emulat");
    const page = await fetch(`http://127.0.0.1:${PORT}/`);
    expect(page.status).toBe(200);
    // Load balancers keep an unused connection for up to 600 seconds, and a request must not meet its closing.
    expect(page.headers.get("Keep-Alive")).toBe("timeout=620");
    server.stop("SIGINT");
    const left = await server.ended;
    expect(left).toMatchObject({ code: 0, errors: "" });
    expect(eventsIn(left.output)).toContainEqual(
      expect.objectContaining({
        level: "info",
        "http.request.method": "GET",
        "http.route": "/",
        "http.response.status_code": 200,
      }),
    );
  });
});
