import { once } from "node:events";
import { afterAll, afterEach, describe, expect, onTestFinished, test } from "vitest";
import type { TestApp } from "../support/app/startApp.js";
import { CertificateAuthority } from "../support/credentials/certificates.js";
import { connectTo } from "../support/network/rawConnection.js";
import { expectHealthy } from "../support/tenant/outage.js";
import { startRelayedTenant } from "../support/tenant/relayedTenant.js";
import type { Endpoint } from "../support/tenant/tenantStub.js";
import { beginSignIn, visitorOf } from "../support/visitors/signInByHttp.js";

const { tenant, ...relayed } = await startRelayedTenant(await CertificateAuthority.create());
afterAll(relayed.close);
afterEach(relayed.heal);

async function start(): Promise<TestApp> {
  const app = await relayed.startApp();
  onTestFinished(app.close);
  return app;
}

/** Waits until the app has noted a request as one that ended. */
async function noted(app: TestApp, line: RegExp): Promise<void> {
  await expect.poll(() => app.logLines).toContainEqual(expect.stringMatching(line));
}

/** Holds back an answer: gives the moment at which the app calls, and the way to let the tenant answer. */
function hold(endpoint: Endpoint) {
  let release = () => {};
  const called = new Promise<void>((resolve) => {
    tenant.answers[endpoint] = (_request, response) => {
      release = () => {
        delete tenant.answers[endpoint];
        response.writeHead(200, { "Content-Type": "application/json" }).end("{}");
      };
      resolve();
    };
  });
  return { called, release: () => release() };
}

const formHead = "POST /auth/redirect HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n";

async function expectNoHarm(app: TestApp): Promise<void> {
  await expectHealthy(app, tenant);
  expect(app.logLines.join("\n")).not.toMatch(/^error|\n +at /m);
}

describe("a person who goes away", () => {
  test("while the app fetches metadata does no harm", async () => {
    const app = await start();
    const discovery = hold("discovery");
    const socket = await connectTo(app);
    socket.write(`GET /auth/signin HTTP/1.1\r\nHost: ${new URL(app.url).host}\r\n\r\n`);
    await discovery.called;
    socket.resetAndDestroy();
    await noted(app, /GET \/auth\/signin - [\d.]+ ms/);
    discovery.release();
    await expectNoHarm(app);
  });

  test("while the app redeems the code does no harm", async () => {
    const app = await start();
    const visitor = visitorOf(app);
    const fields = tenant.authorize(await beginSignIn(visitor));
    const token = hold("token");
    const request = visitor.post("/auth/redirect").type("form").send(fields);
    const gone = expect(request).rejects.toThrow("Aborted");
    await token.called;
    request.abort();
    await gone;
    await noted(app, /POST \/auth\/redirect - [\d.]+ ms/);
    token.release();
    await expectNoHarm(app);
  });

  test.each([
    ["its length", "Content-Length: 1000\r\n\r\nstate=abc&code="],
    ["chunks", "Transfer-Encoding: chunked\r\n\r\nf\r\nstate=abc&code=\r\n"],
    ["garbled chunks", "Transfer-Encoding: chunked\r\n\r\nzz\r\n"],
  ])("in the middle of a form that comes with %s does no harm", async (_what, rest) => {
    const app = await start();
    const socket = await connectTo(app);
    socket.write(`${formHead}Host: localhost\r\n${rest}`, () => socket.resetAndDestroy());
    await noted(app, /POST \/auth\/redirect/);
    await expectNoHarm(app);
  });

  test.each([
    ["after connecting", ""],
    ["in the middle of a request line", "GET /auth/sig"],
    ["in the middle of the headers", "GET / HTTP/1.1\r\nHost: loc"],
  ])("%s does no harm", async (_what, sent) => {
    const app = await start();
    const socket = await connectTo(app);
    socket.write(sent, () => socket.resetAndDestroy());
    await once(socket, "close");
    await expectNoHarm(app);
  });

  test("before the page has come does no harm", async () => {
    const app = await start();
    const sockets = await Promise.all(Array.from({ length: 20 }, () => connectTo(app)));
    for (const socket of sockets) {
      socket.write("GET /stylesheets/pico.min.css HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(20));
      socket.once("data", () => socket.resetAndDestroy());
    }
    await Promise.all(sockets.map((socket) => once(socket, "close")));
    await expectNoHarm(app);
  });
});
