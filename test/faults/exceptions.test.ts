import supertest from "supertest";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createApp } from "../../src/app.js";
import { AuthProvider } from "../../src/auth/AuthProvider.js";
import { loadConfig } from "../../src/config/loadConfig.js";
import { dependenciesOf } from "../support/app/dependenciesOf.js";
import { productionEnvironment, tenantEnvironment } from "../support/app/environments.js";
import { exception, faultsIn, startWithVisitor } from "../support/app/exception.js";
import { createMemoryLog } from "../support/app/memoryLog.js";
import { attemptSignIn } from "../support/tenant/outage.js";
import { signOut, type Visitor, visitorOf } from "../support/visitors/signInByHttp.js";

afterEach(() => void vi.restoreAllMocks());

const oneLine = [expect.stringMatching(/^error Request failed: TypeError: x is not a function\n +at /)];

describe("an exception", () => {
  test.each([
    ["login", (visitor: Visitor) => visitor.get("/auth/signin"), 302],
    ["logout", (visitor: Visitor) => signOut(visitor), 200],
  ] as const)("in %s is one page and one line of the log", async (method, send, status) => {
    const { app, visitor, printed } = await startWithVisitor();
    vi.spyOn(AuthProvider.prototype, method).mockRejectedValueOnce(exception);
    const { text } = await send(visitor).expect(500);
    expect(text).toContain("Something went wrong");
    expect(faultsIn(app)).toEqual(oneLine);
    expect(printed).toEqual([]);
    await send(visitor).expect(status);
  });

  test("in handleRedirect is one page and one line of the log, and nobody is signed in", async () => {
    const { app, tenant, printed } = await startWithVisitor();
    vi.spyOn(AuthProvider.prototype, "handleRedirect").mockRejectedValueOnce(exception);
    const visitor = visitorOf(app);
    const { status, text } = await attemptSignIn(visitor, tenant);
    expect(status).toBe(500);
    expect(text).toContain("Something went wrong");
    expect(faultsIn(app)).toEqual(oneLine);
    expect(printed).toEqual([]);
    await visitor.get("/users/id").expect(302);
    expect((await attemptSignIn(visitor, tenant)).status).toBe(200);
  });

  test.each(["/", "/auth/redirect", "/nowhere"])(
    "in the views of %s is one page in plain words",
    async (path) => {
      const log = createMemoryLog();
      const app = createApp(await dependenciesOf(loadConfig(tenantEnvironment), log));
      app.set("views", "/nowhere");
      const { text, headers } = await supertest(app).get(path);
      expect(headers["content-type"]).toMatch(/^text\/plain/);
      expect(text).toMatch(/^(Something went wrong|You could not be signed in|Page not found)\. /);
      expect(faultsIn({ logLines: log.lines }).join("\n")).toMatch(
        /^error Request failed: .*Failed to lookup view/m,
      );
    },
  );

  test("in production tells people nothing of itself, and the log all", async () => {
    const log = createMemoryLog();
    const config = loadConfig({ ...productionEnvironment, TRUST_PROXY: "loopback" });
    const app = createApp(await dependenciesOf(config, log));
    vi.spyOn(AuthProvider.prototype, "login").mockRejectedValueOnce(exception);
    const { status, text } = await supertest(app)
      .get("/auth/signin")
      .set({ Host: "app.example.com", "X-Forwarded-Proto": "https" });
    expect(status).toBe(500);
    expect(text).toContain("Something went wrong");
    expect(text).not.toMatch(/TypeError|not a function|\bat .*:\d+|For developers|node_modules/);
    expect(faultsIn({ logLines: log.lines })).toEqual(oneLine);
  });
});
