import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { getThroughSocket } from "../support/network/unixRequest.js";
import { freePorts, startServer } from "../support/process/startServer.js";
import { temporaryFolder } from "../support/process/temporaryFolder.js";

const socketIn = (folder: string) => path.join(folder, "app.sock");

describe("the app on the path of a socket", () => {
  async function start(socket: string) {
    const process = startServer({
      environment: {
        ...(await freePorts()),
        PORT: socket,
        REDIRECT_URI: "https://app.example/auth/redirect",
        TRUST_PROXY: "1",
        AUTH_RATE_LIMIT: "1",
      },
    });
    onTestFinished(() => process.stop("SIGKILL"));
    const output = await process.printed("Stop with Ctrl+C");
    return { ...process, output };
  }

  const forwarded = (address: string) => ({
    Host: "app.example",
    "X-Forwarded-For": address,
    "X-Forwarded-Proto": "https",
  });

  test("answers, believes the proxy, and tells people's addresses apart", async () => {
    const socket = socketIn(temporaryFolder());
    const process = await start(socket);
    expect(process.output).toContain(`The app listens on   ${socket}\n`);
    const signIn = (address: string) => getThroughSocket(socket, "/auth/signin", forwarded(address));
    expect((await getThroughSocket(socket, "/", forwarded("192.0.2.1"))).text).toContain("Sign in");
    expect((await signIn("192.0.2.1")).status).toBe(302);
    expect((await signIn("192.0.2.1")).status).toBe(429);
    expect((await signIn("192.0.2.2")).status).toBe(302);
    process.stop("SIGTERM");
    expect((await process.ended).code).toBe(0);
  });

  test("starts again where it has been killed, and its socket is still there", async () => {
    const socket = socketIn(temporaryFolder());
    const killed = await start(socket);
    killed.stop("SIGKILL");
    await killed.ended;
    await start(socket);
    expect((await getThroughSocket(socket, "/healthz")).status).toBe(200);
  });
});
