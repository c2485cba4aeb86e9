import { once } from "node:events";
import fs from "node:fs";
import { expect, it, onTestFinished, vi } from "vitest";
import { connectTo, exchange } from "../support/rawConnection.js";
import { startAppWithStub } from "../support/tenantStub.js";

const file = "GET /stylesheets/pico.min.css HTTP/1.1\r\nHost: localhost\r\n\r\n";

it("A client that asks for many files on one connection and goes leaves none of them open", async () => {
  const { tenant: _tenant, ...app } = await startAppWithStub();
  onTestFinished(app.close);
  const opened = vi.spyOn(fs, "createReadStream");
  onTestFinished(() => opened.mockRestore());
  const socket = await connectTo(app);
  socket.write(file.repeat(200));
  await once(socket, "data");
  socket.pause();
  await vi.waitFor(() => expect(opened).toHaveBeenCalled());
  socket.resetAndDestroy();
  await expect.poll(() => opened.mock.results.filter(({ value }) => !value.closed)).toHaveLength(0);
});

it("Requests on one connection are answered in their order", async () => {
  const { tenant: _tenant, ...app } = await startAppWithStub();
  onTestFinished(app.close);
  const paths = ["/", "/nowhere", "/stylesheets/app.css", "/users/id", "/"];
  const requests = paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`).join("");
  const answers = await exchange(app, requests, 500);
  expect([...answers.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual([
    "200",
    "404",
    "200",
    "302",
    "200",
  ]);
});
