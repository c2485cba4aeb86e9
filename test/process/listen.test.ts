import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { listen } from "../../src/process/listen.js";
import { getThroughSocket } from "../support/network/unixRequest.js";
import { freePort } from "../support/process/startServer.js";
import { temporaryFolder } from "../support/process/temporaryFolder.js";

const socketIn = (folder: string) => path.join(folder, "app.sock");

describe("a path that is taken", () => {
  test("by a server that lives is left to it", async () => {
    const socket = socketIn(temporaryFolder());
    const other = createServer((_request, response) => response.end("the other"));
    onTestFinished(() => void other.close());
    await listen(other, { port: socket, host: undefined });
    await expect(listen(createServer(), { port: socket, host: undefined })).rejects.toThrow(/EADDRINUSE/);
    expect((await getThroughSocket(socket, "/")).text).toBe("the other");
  });

  test("by a file that is no socket is left alone", async () => {
    const file = path.join(temporaryFolder(), "notes");
    writeFileSync(file, "kept");
    await expect(listen(createServer(), { port: file, host: undefined })).rejects.toThrow(/EADDRINUSE/);
  });
});

describe("a port", () => {
  test("is listened on at the address that is named", async () => {
    const server = createServer();
    await listen(server, { port: await freePort(), host: "127.0.0.1" });
    expect(server.address()).toMatchObject({ address: "127.0.0.1" });
    server.close();
    await once(server, "close");
  });
});
