import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { once } from "node:events";
import fs from "node:fs";
import { expect, onTestFinished, test, vi } from "vitest";
import type { TestApp } from "../support/app/startApp.js";
import { connectTo, exchange } from "../support/network/rawConnection.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { patience } from "../support/time/patience.js";
import { beginSignIn, visitorOf } from "../support/visitors/signInByHttp.js";

const file = "GET /stylesheets/pico.min.css HTTP/1.1\r\nHost: localhost\r\n\r\n";

test("A client that asks for many files on one connection and goes leaves none of them open", async () => {
  const { tenant: _tenant, ...app } = await startAppWithStub();
  onTestFinished(app.close);
  const opened = vi.spyOn(fs, "createReadStream");
  onTestFinished(() => opened.mockRestore());
  const socket = await connectTo(app);
  socket.write(file.repeat(11));
  await once(socket, "data");
  socket.pause();
  await expect.poll(() => opened).toHaveBeenCalled();
  socket.resetAndDestroy();
  await expect.poll(() => opened.mock.results.filter(({ value }) => !value.closed)).toHaveLength(0);
});

test("Requests on one connection are answered in their order", async () => {
  const { tenant: _tenant, ...app } = await startAppWithStub();
  onTestFinished(app.close);
  const paths = ["/", "/nowhere", "/stylesheets/app.css", "/users/id", "/"];
  expect(await statusesOf(app, paths)).toEqual(["200", "404", "200", "302", "200"]);
});

test("A client that asks on and on behind a slow sign-in is cut off before many requests wait", async () => {
  const { tenant, ...app } = await startAppWithStub();
  onTestFinished(app.close);
  const called = new Promise<() => void>((resolve) => {
    tenant.answers.token = (_request, response) => resolve(() => response.writeHead(500).end());
  });
  const visitor = visitorOf(app);
  const answer = tenant.authorize(await beginSignIn(visitor));
  const cookies = visitor.jar.getCookies({
    domain: "localhost",
    path: "/auth/redirect",
    secure: false,
    script: false,
  });
  const body = new URLSearchParams({ ...answer, reposted: "1" }).toString();
  const socket = await connectTo(app);
  socket.write(
    [
      "POST /auth/redirect HTTP/1.1",
      `Host: ${new URL(app.url).host}`,
      `Cookie: ${cookies.toValueString()}`,
      "Content-Type: application/x-www-form-urlencoded",
      `Content-Length: ${body.length}`,
      "",
      body,
    ].join("\r\n"),
  );
  const letTenantAnswer = await called;
  let taken = 0;
  const count = () => {
    taken += 1;
  };
  subscribe("http.server.request.start", count);
  onTestFinished(() => void unsubscribe("http.server.request.start", count));
  // So long that a packet has few of them.
  const request = `GET / HTTP/1.1\r\nHost: localhost\r\nCookie: ${"x".repeat(4_000)}\r\n\r\n`;
  while (!socket.destroyed && taken < 1_000) {
    socket.write(request);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(taken).toBeLessThan(50);
  letTenantAnswer();
  expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
});

test("Ten requests may wait behind another, and all are answered", async () => {
  const { tenant: _tenant, ...app } = await startAppWithStub();
  onTestFinished(app.close);
  const paths = ["/nowhere", ...Array<string>(10).fill("/")];
  expect(await statusesOf(app, paths)).toEqual(["404", ...Array(10).fill("200")]);
});

/** Sends requests at once on one connection, and gives how each was answered. */
async function statusesOf(app: TestApp, paths: readonly string[]): Promise<(string | undefined)[]> {
  const requests = paths.map((path, index) => {
    const connection = index === paths.length - 1 ? "close" : "keep-alive";
    return `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: ${connection}\r\n\r\n`;
  });
  const answers = await exchange(app, requests.join(""), patience);
  return [...answers.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
}
