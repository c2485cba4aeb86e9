import { once } from "node:events";
import { createServer } from "node:http";
import { createServer as createTcpServer, type Socket, type Server as TcpServer } from "node:net";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { isTimeout, TenantClient } from "../../../src/auth/http/tenantClient.js";
import { answerJson, hangUp, neverAnswer, startLocalServer } from "../../support/network/localServer.js";
import { takeTimeLimits } from "../../support/time/timeLimit.js";

afterEach(() => void vi.unstubAllEnvs());

async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => {
      throw new Error("The call was to fail.");
    },
    (error: unknown) => error,
  );
}

/** A proxy that refuses each tunnel with a status, and tells what it was asked. */
async function startProxy(status: number) {
  const asked: { url: string | undefined; authorization: string | undefined }[] = [];
  const proxy = createServer().on("connect", ({ url, headers }, socket: Socket) => {
    asked.push({ url, authorization: headers["proxy-authorization"] });
    socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\n\r\n`);
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  onTestFinished(() => void proxy.close());
  return { asked, host: `127.0.0.1:${portOf(proxy)}` };
}

function portOf(server: TcpServer): number | undefined {
  const address = server.address();
  return typeof address === "object" ? address?.port : undefined;
}

function stubProxy(url: string): void {
  vi.stubEnv("HTTPS_PROXY", url);
  vi.stubEnv("https_proxy", url);
  vi.stubEnv("NO_PROXY", "");
  vi.stubEnv("no_proxy", "");
}

describe("a call to the tenant", () => {
  test("gives status, headers and text of the answer", async () => {
    const { url } = await startLocalServer(answerJson({ hello: "there" }));
    expect(await new TenantClient().get(url, "metadata")).toMatchObject({
      status: 200,
      headers: { "content-type": "application/json" },
      text: '{"hello":"there"}',
    });
  });

  test("goes over a connection of the calls before it", async () => {
    const ports = new Set<number | undefined>();
    const { url } = await startLocalServer((request, response) => {
      ports.add(request.socket.remotePort);
      answerJson({})(request, response);
    });
    const client = new TenantClient();
    for (let call = 0; call < 10; call++) {
      await client.get(url, "metadata");
      await client.post(url, "a=b");
    }
    // The last connection may not be free yet when the next call begins.
    expect(ports.size).toBeLessThan(3);
  });

  test("ends after 5 seconds without an answer", async () => {
    const limits = takeTimeLimits();
    const { url } = await startLocalServer(limits.runOut);
    expect(isTimeout(await failureOf(new TenantClient().get(url, "metadata")))).toBe(true);
    expect(limits.milliseconds).toEqual([5_000]);
  });

  test("ends after 5 seconds if no connection comes about", async () => {
    const limits = takeTimeLimits();
    const silent = createTcpServer((socket) => {
      socket.on("error", () => undefined);
      limits.runOut();
    });
    silent.listen(0, "127.0.0.1");
    await once(silent, "listening");
    onTestFinished(() => void silent.close());
    const url = `https://127.0.0.1:${portOf(silent)}/`;
    expect(await failureOf(new TenantClient().post(url, "code=a"))).toMatchObject({ name: "TimeoutError" });
  });

  test("ends after 5 seconds with half an answer", async () => {
    const limits = takeTimeLimits();
    const { url } = await startLocalServer((_request, response) => {
      response.writeHead(200, { "Content-Length": 100 }).write("half", limits.runOut);
    });
    expect(isTimeout(await failureOf(new TenantClient().post(url, "")))).toBe(true);
  });

  test("keeps the caller's own limit", async () => {
    const limits = takeTimeLimits();
    const { url } = await startLocalServer(neverAnswer);
    const failure = await failureOf(new TenantClient().get(url, "metadata", {}, AbortSignal.abort()));
    expect(failure).toMatchObject({ name: "AbortError" });
    expect(isTimeout(failure)).toBe(false);
    expect(limits.milliseconds).toEqual([]);
  });

  test("follows no redirect", async () => {
    const other = await startLocalServer(answerJson({}));
    const { url } = await startLocalServer((_request, response) => {
      response.writeHead(302, { Location: other.url }).end();
    });
    expect(await new TenantClient().get(url, "metadata")).toMatchObject({ status: 302 });
    await expect(new TenantClient().document(url, "keys")).rejects.toThrow(
      "The server answered with status 302.",
    );
    expect(other.requests).toEqual([]);
  });

  test("takes no more than a megabyte", async () => {
    const { url } = await startLocalServer(answerJson("x".repeat(1_000_001)));
    const failure = await failureOf(new TenantClient().post(url, ""));
    expect(failure).toMatchObject({ code: "UND_ERR_RES_EXCEEDED_MAX_SIZE" });
  });

  test("goes through the proxy of the environment by a tunnel, with the name and password that stand there", async () => {
    const { asked, host } = await startProxy(403);
    stubProxy(`http://ada:pass%20w%C3%B6rd@${host}`);
    const failure = new TenantClient().get("https://contoso.ciamlogin.com/", "metadata");
    await expect(failure).rejects.toThrow("The proxy answered with status 403.");
    const authorization = `Basic ${Buffer.from("ada:pass wörd").toString("base64")}`;
    expect(asked.at(0)).toEqual({ url: "contoso.ciamlogin.com:443", authorization });
  });

  test("goes past the proxy to an emulator on this machine, which is called by http", async () => {
    const proxy = await startLocalServer(answerJson({ from: "proxy" }));
    const { url } = await startLocalServer(answerJson({ from: "tenant" }));
    vi.stubEnv("http_proxy", proxy.url);
    vi.stubEnv("HTTP_PROXY", proxy.url);
    stubProxy(proxy.url);
    expect((await new TenantClient().get(url, "metadata")).text).toBe('{"from":"tenant"}');
  });
});

describe("a GET that fails", () => {
  /** Fails the first calls and answers the next. */
  async function startTroubledServer(...failures: ReturnType<typeof answerJson>[]) {
    return startLocalServer((request, response) => (failures.shift() ?? answerJson({}))(request, response));
  }

  test.each([
    ["no answer", hangUp],
    ["status 503", answerJson({}, 503)],
  ])("is tried once more after %s", async (_case, failure) => {
    const { url, requests } = await startTroubledServer(failure);
    expect(await new TenantClient().get(url, "metadata")).toMatchObject({ status: 200 });
    expect(requests).toHaveLength(2);
  });

  test("is not tried a third time", async () => {
    const { url, requests } = await startTroubledServer(answerJson({}, 500), answerJson({}, 502));
    expect(await new TenantClient().get(url, "metadata")).toMatchObject({ status: 502 });
    expect(requests).toHaveLength(2);
  });

  test("is not tried again if the tenant asks to wait", async () => {
    const { url, requests } = await startTroubledServer(answerJson({}, 429));
    expect(await new TenantClient().get(url, "metadata")).toMatchObject({ status: 429 });
    expect(requests).toHaveLength(1);
  });

  test("is not tried again when the time has run out", async () => {
    const limits = takeTimeLimits();
    const { url, requests } = await startLocalServer(limits.runOut);
    expect(isTimeout(await failureOf(new TenantClient().get(url, "metadata")))).toBe(true);
    expect(requests).toHaveLength(1);
  });
});

test("A POST that fails is not tried again: a code can be redeemed once", async () => {
  const { url, requests } = await startLocalServer(hangUp);
  expect(isTimeout(await failureOf(new TenantClient().post(url, "code=a")))).toBe(false);
  expect(requests).toHaveLength(1);
});

test.each([
  ["DOMException", new DOMException("", "TimeoutError"), true],
  ["connection", Object.assign(new Error(), { code: "ETIMEDOUT" }), true],
  ["undici", Object.assign(new Error(), { code: "UND_ERR_CONNECT_TIMEOUT" }), true],
  ["word", "timeout", false],
  ["message", new Error("timeout"), false],
  ["nothing", undefined, false],
])("A timeout is known by its name or its code: %s", (_case, failure, expected) => {
  expect(isTimeout(failure)).toBe(expected);
});
