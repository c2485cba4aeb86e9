import type { RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import * as z from "zod";
import { type ApiCall, ApiClient } from "../../src/api/apiClient.js";
import { ApiError } from "../../src/api/apiError.js";
import { createApiHttpClient } from "../../src/api/apiHttpClient.js";
import { SignInDemanded } from "../../src/auth/errors/signInDemanded.js";
import { startConnectProxy } from "../support/network/connectProxy.js";
import { answerHtml, answerJson, hangUp, startLocalServer } from "../support/network/localServer.js";
import { takeTimeLimits } from "../support/time/timeLimit.js";

afterEach(() => void vi.unstubAllEnvs());

const token = "the-token-of-the-person";
const order = z.object({ id: z.string() });

async function startApi(answer: RequestListener) {
  const server = await startLocalServer(answer);
  const client = new ApiClient(`${server.url}/`, createApiHttpClient());
  const call = (changes: Partial<ApiCall<{ id: string }>> = {}) =>
    client.call({ path: "/orders/7", token, answer: order, ...changes });
  return { server, call };
}

/** Answers with a status and headers. */
function refuse(status: number, headers: Record<string, string> = {}, body = ""): RequestListener {
  return (_request, response) => void response.writeHead(status, headers).end(body);
}

async function failureOf(call: Promise<unknown>): Promise<ApiError> {
  const failure = await call.catch((error: unknown) => error);
  if (failure instanceof ApiError) {
    return failure;
  }
  throw new Error("An ApiError was expected.", { cause: failure });
}

describe("a call to an API", () => {
  test("brings the token, and gives what the API answers", async () => {
    const { call, server } = await startApi(({ headers }, response) => {
      response.end(JSON.stringify({ id: headers.authorization, more: headers.accept }));
    });
    expect(await call()).toEqual({ id: `Bearer ${token}` });
    expect(server.requests).toEqual(["GET /orders/7"]);
  });

  test("sends JSON, and takes an empty answer where that is a good one", async () => {
    const bodies: string[] = [];
    const server = await startLocalServer(async (request, response) => {
      bodies.push(`${request.headers["content-type"]} ${await text(request)}`);
      response.writeHead(204).end();
    });
    const client = new ApiClient(server.url, createApiHttpClient());
    const call = { method: "PATCH", path: "/me", token, body: { name: "Ada" } } as const;
    expect(await client.call({ ...call, answer: z.undefined() })).toBeUndefined();
    expect(bodies).toEqual(['application/json {"name":"Ada"}']);
    expect(server.requests).toEqual(["PATCH /me"]);
  });

  test("ends after 5 seconds, all its tries together", async () => {
    const limits = takeTimeLimits();
    const { call } = await startApi((_request, response) => {
      response.writeHead(200, { "Content-Length": 100 }).write("half", limits.runOut);
    });
    expect(await failureOf(call())).toMatchObject({ status: 504 });
    expect(limits.milliseconds).toEqual([5_000]);
  });

  test("follows no redirect, which could lead the token elsewhere", async () => {
    const other = await startLocalServer(answerJson({ id: "stolen" }));
    const { call } = await startApi(refuse(302, { Location: other.url }));
    expect(await failureOf(call())).toMatchObject({ status: 502 });
    expect(other.requests).toEqual([]);
  });

  test.each([
    ["is huge", answerJson({ id: "x".repeat(1_000_001) })],
    ["is no JSON", answerHtml],
    ["is broken JSON", refuse(200, {}, '{"id":')],
    ["is other JSON", answerJson({ id: 7 })],
    ["is empty", refuse(200)],
  ])("fails with 502 where the answer %s", async (_what, answer) => {
    const { call } = await startApi(answer);
    expect(await failureOf(call())).toMatchObject({ status: 502 });
  });

  test("goes through the proxy of the environment", async () => {
    const proxy = await startConnectProxy();
    onTestFinished(() => proxy.close());
    proxy.answer = (client) => client.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
    for (const name of ["HTTPS_PROXY", "https_proxy"]) {
      vi.stubEnv(name, proxy.url);
    }
    vi.stubEnv("NO_PROXY", "");
    vi.stubEnv("no_proxy", "");
    const client = new ApiClient("https://orders.example.com", createApiHttpClient());
    await failureOf(client.call({ path: "/orders", token, answer: order }));
    expect(proxy.targets).toEqual(["orders.example.com:443"]);
  });
});

describe("a call that fails", () => {
  test.each([
    ["GET", 500, 2],
    ["GET", 503, 2],
    ["GET", 403, 1],
    ["GET", 429, 1],
    ["POST", 503, 1],
    ["PUT", 503, 1],
    ["DELETE", 503, 1],
  ] as const)("by %s with %i is made %i times", async (method, status, times) => {
    const { call, server } = await startApi(refuse(status));
    expect(await failureOf(call({ method }))).toMatchObject({ status });
    expect(server.requests).toHaveLength(times);
  });

  test("because the connection broke is made once more, if it is safe", async () => {
    const { call, server } = await startApi(hangUp);
    expect(await failureOf(call())).toMatchObject({ status: 503 });
    expect(server.requests).toHaveLength(2);
    expect(await failureOf(call({ method: "POST" }))).toMatchObject({ status: 503 });
    expect(server.requests).toHaveLength(3);
  });

  test.each([429, 503])(
    "with %i and Retry-After is not made again, and says how long to wait",
    async (status) => {
      const { call, server } = await startApi(refuse(status, { "Retry-After": "42" }));
      expect(await failureOf(call())).toMatchObject({ status, retryAfter: 42 });
      expect(server.requests).toHaveLength(1);
    },
  );

  test("tells the problem and the challenge of the API, and keeps their words out of its message", async () => {
    const problem = { type: "about:blank", title: "No Orders.Read for ada@contoso.example", status: 403 };
    const { call } = await startApi(
      refuse(
        403,
        {
          "Content-Type": "application/problem+json; charset=utf-8",
          "WWW-Authenticate": 'Basic realm="x", Bearer error="insufficient_scope", scope="Orders.Read"',
        },
        JSON.stringify(problem),
      ),
    );
    const failure = await failureOf(call());
    expect(failure).toMatchObject({ status: 403, problem: { title: problem.title } });
    expect(failure.challenge?.parameters.get("scope")).toBe("Orders.Read");
    expect(failure.message).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+ answered with status 403 \(insufficient_scope\)\.$/,
    );
  });

  test("with a body that is no problem has none", async () => {
    const html = { "Content-Type": "text/html" };
    const { call, server } = await startApi(refuse(403, html, "<h1>No</h1>"));
    expect((await failureOf(call())).problem).toBeUndefined();
    server.answer = refuse(403, { "Content-Type": "application/problem+json" }, "broken");
    expect((await failureOf(call())).problem).toBeUndefined();
  });

  test("for claims that are missing demands a sign-in with them", async () => {
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    const encoded = Buffer.from(claims).toString("base64");
    const { call } = await startApi(
      refuse(401, { "WWW-Authenticate": `Bearer error="insufficient_claims", claims="${encoded}"` }),
    );
    const failure = await call().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SignInDemanded);
    expect(failure).toMatchObject({
      demand: { claims },
      unmet: { code: "demand_unmet", cause: { status: 401 } },
    });
  });

  test.each([
    ["no challenge", {}],
    ["a token that is not valid", { "WWW-Authenticate": 'Bearer error="invalid_token"' }],
    ["claims that are none", { "WWW-Authenticate": 'Bearer error="insufficient_claims", claims="W10="' }],
  ])("with 401 and %s is told as 401", async (_what, headers) => {
    const { call } = await startApi(refuse(401, headers));
    expect(await failureOf(call())).toMatchObject({ status: 401 });
  });
});
