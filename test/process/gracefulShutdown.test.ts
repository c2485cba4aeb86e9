import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { connect } from "node:net";
import timers from "node:timers/promises";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { gracefulShutdown } from "../../src/process/gracefulShutdown.js";
import { standIn } from "../support/process/standIn.js";

/** What the shutdown waits for, in milliseconds; it is over when the test says so, and at once where that is nothing. */
let waits: { milliseconds: number; end: () => void }[] = [];

beforeEach(() => {
  waits = [];
  const wait = (milliseconds = 0) =>
    new Promise<void>((resolve) => {
      if (milliseconds === 0) {
        resolve();
      } else {
        waits.push({ milliseconds, end: resolve });
      }
    });
  standIn(timers, "setTimeout", wait);
});

async function startServer(answer: RequestListener, limit = 10_000) {
  const server = createServer(answer);
  const stopping = new AbortController();
  const shutdown = gracefulShutdown(server, stopping, limit);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new Error("The server has no port.");
  }
  return { port: address.port, url: `http://127.0.0.1:${address.port}`, server, stopping, shutdown };
}

describe("a graceful shutdown", () => {
  test("still answers while load balancers find out, and says from the first moment that it is stopping", async () => {
    const { url, stopping, shutdown } = await startServer((_request, response) => response.end("answered"));
    const ended = shutdown(300);
    expect(stopping.signal.aborted).toBe(true);
    expect(await (await fetch(url)).text()).toBe("answered");
    expect(waits).toMatchObject([{ milliseconds: 300 }]);
    waits[0]?.end();
    await ended;
    await expect(fetch(url)).rejects.toThrow();
  });

  test("waits no longer than the limit for a request that never ends", async () => {
    const { url, shutdown, server } = await startServer(() => undefined, 200);
    const answer = fetch(url);
    await once(server, "request");
    const ended = shutdown(0);
    await expect.poll(() => waits).toMatchObject([{ milliseconds: 200 }]);
    waits[0]?.end();
    await ended;
    await expect(answer).rejects.toThrow();
  });

  test("finishes a request that is under way", async () => {
    const finish: (() => void)[] = [];
    const { url, shutdown, server } = await startServer((_request, response) => {
      finish.push(() => response.end("finished"));
    });
    const answer = fetch(url);
    await once(server, "request");
    const ended = shutdown(0);
    await expect.poll(() => server.listening).toBe(false);
    finish[0]?.();
    expect(await (await answer).text()).toBe("finished");
    await ended;
  });

  test("does not wait for requests that were sent behind another by somebody who has gone", async () => {
    const { port, shutdown, server } = await startServer(() => undefined);
    const connection = connect(port, "127.0.0.1");
    let requests = 0;
    const allCame = new Promise<void>((resolve) => {
      server.on("request", (request) => {
        request.resume();
        requests += 1;
        if (requests === 3) {
          resolve();
        }
      });
    });
    const post = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx";
    connection.write(`${post}${post}GET / HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    await allCame;
    connection.resetAndDestroy();
    await shutdown(0);
  });

  test("does not wait for a connection that a browser has opened ahead and not used", async () => {
    const { port, shutdown, server } = await startServer((_request, response) => response.end());
    const connection = connect(port, "127.0.0.1");
    onTestFinished(() => void connection.destroy());
    await once(server, "connection");
    const closed = once(connection, "close");
    await shutdown(0);
    await closed;
  });
});
