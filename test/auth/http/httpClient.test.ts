import { once } from "node:events";
import { createServer } from "node:http";
import axios, { AxiosError } from "axios";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { createHttpClient, isTimeout } from "../../../src/auth/http/httpClient.js";
import { answerJson, hangUp, neverAnswer, startLocalServer } from "../../support/network/localServer.js";
import { takeTimeLimits } from "../../support/time/timeLimit.js";

afterEach(() => void vi.unstubAllEnvs());

describe("a call to the tenant", () => {
  test("gives the answer", async () => {
    const { url } = await startLocalServer(answerJson({ hello: "there" }));
    expect((await createHttpClient().get(url)).data).toEqual({ hello: "there" });
  });

  test("ends after 5 seconds without an answer", async () => {
    const limits = takeTimeLimits();
    const { url } = await startLocalServer(limits.runOut);
    const failure = await createHttpClient()
      .get(url)
      .catch((error: unknown) => error);
    expect(isTimeout(failure)).toBe(true);
    expect(limits.milliseconds).toEqual([5_000]);
  });

  test("ends after 5 seconds with half an answer", async () => {
    const limits = takeTimeLimits();
    const { url } = await startLocalServer((_request, response) => {
      response.writeHead(200, { "Content-Length": 100 }).write("half", limits.runOut);
    });
    const failure = await createHttpClient()
      .get(url)
      .catch((error: unknown) => error);
    expect(isTimeout(failure)).toBe(true);
  });

  test("keeps the caller's own limit", async () => {
    const limits = takeTimeLimits();
    const { url } = await startLocalServer(neverAnswer);
    const failure = createHttpClient().get(url, { signal: AbortSignal.abort() });
    await expect(failure).rejects.toThrow(AxiosError);
    expect(limits.milliseconds).toEqual([]);
  });

  test("follows no redirect", async () => {
    const other = await startLocalServer(answerJson({}));
    const { url } = await startLocalServer((_request, response) => {
      response.writeHead(302, { Location: other.url }).end();
    });
    await expect(createHttpClient().get(url)).rejects.toMatchObject({ response: { status: 302 } });
    expect(other.requests).toEqual([]);
  });

  test("takes no more than a megabyte", async () => {
    const { url } = await startLocalServer(answerJson("x".repeat(1_000_001)));
    await expect(createHttpClient().get(url)).rejects.toThrow(/maxContentLength/);
  });

  test("goes through the proxy of the environment, as a tunnel where it is by https:", async () => {
    const asked: (string | undefined)[] = [];
    const proxy = createServer().on("connect", ({ url }, socket) => {
      asked.push(url);
      socket.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
    });
    proxy.listen(0, "127.0.0.1");
    await once(proxy, "listening");
    onTestFinished(() => void proxy.close());
    const address = proxy.address();
    const port = typeof address === "object" ? address?.port : undefined;
    vi.stubEnv("HTTPS_PROXY", `http://127.0.0.1:${port}`);
    vi.stubEnv("https_proxy", `http://127.0.0.1:${port}`);
    vi.stubEnv("NO_PROXY", "");
    vi.stubEnv("no_proxy", "");
    await expect(createHttpClient().get("https://contoso.ciamlogin.com/")).rejects.toMatchObject({
      response: { status: 403 },
    });
    expect(asked).toEqual(["contoso.ciamlogin.com:443"]);
  });

  test("goes past the proxy to an emulator on this machine, which is called by http", async () => {
    const proxy = await startLocalServer(answerJson({ from: "proxy" }));
    const { url } = await startLocalServer(answerJson({ from: "tenant" }));
    vi.stubEnv("http_proxy", proxy.url);
    vi.stubEnv("HTTP_PROXY", proxy.url);
    vi.stubEnv("no_proxy", "");
    vi.stubEnv("NO_PROXY", "");
    expect((await createHttpClient().get(url)).data).toEqual({ from: "tenant" });
  });
});

describe("a failed call", () => {
  test("is no timeout where the tenant hung up", async () => {
    const { url } = await startLocalServer(hangUp);
    const failure = await createHttpClient()
      .get(url)
      .catch((error: unknown) => error);
    expect(axios.isAxiosError(failure)).toBe(true);
    expect(isTimeout(failure)).toBe(false);
  });

  test.each([undefined, "timeout", new Error("timeout"), new AxiosError("no code")])(
    "is no timeout where it is %s",
    (failure) => {
      expect(isTimeout(failure)).toBe(false);
    },
  );
});
