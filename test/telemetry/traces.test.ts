import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import type { TracesConfig } from "../../src/config/telemetry/traces.js";
import { createMemoryLog } from "../support/app/memoryLog.js";
import { answerJson, startLocalServer } from "../support/network/localServer.js";
import type { ReceivedSpan } from "../support/telemetry/otlpMessages.js";
import { startOtlpReceiver } from "../support/telemetry/otlpReceiver.js";
import { startTracing } from "../support/telemetry/startTracing.js";
import { startAppWithStub, tokenError } from "../support/tenant/tenantStub.js";
import { signIn, visitorOf } from "../support/visitors/signInByHttp.js";

const api = "api://7c9d2e4f-5a6b-4c8d-9e0f-1a2b3c4d5e6f";

/** An app with an orders API that is traced, and what a receiver has of it when both have ended. */
async function tracedApp(changes: Partial<TracesConfig> = {}) {
  const receiver = await startOtlpReceiver();
  const orders = await startLocalServer(answerJson({ orders: [] }));
  const telemetry = await startTracing(receiver, changes);
  onTestFinished(() => telemetry.close());
  const { tenant, ...app } = await startAppWithStub({
    API_SCOPES: `${api}/Orders.Read ${api}/Orders.Cancel`,
    ORDERS_API_URL: orders.url,
  });
  const visitor = visitorOf(app);
  const spansAtTheEnd = async () => {
    await app.close();
    await telemetry.close();
    return receiver.spans;
  };
  return { app, tenant, orders, visitor, receiver, spansAtTheEnd };
}

/** The spans in order of their requests: the name of each, and in it those that belong to it. */
function treeOf(spans: readonly ReceivedSpan[]) {
  const inside = (parent: ReceivedSpan) =>
    spans.filter(({ parentSpanId, traceId }) => parentSpanId === parent.spanId && traceId === parent.traceId);
  return spans
    .filter(({ parentSpanId }) => parentSpanId === undefined)
    .map((span) => [span.name, inside(span).map(({ name }) => name)]);
}

describe("traces", () => {
  test("hold each request, and in it the calls to the tenant and to APIs", async () => {
    const { tenant, visitor, receiver, spansAtTheEnd } = await tracedApp();
    await signIn(visitor, tenant);
    await visitor.get("/orders").expect(200);
    await visitor.get("/users/id?login_hint=ada").expect(200);
    const spans = await spansAtTheEnd();
    expect(treeOf(spans)).toEqual([
      ["GET /auth/signin", ["GET metadata"]],
      ["POST /auth/redirect", ["POST token", "GET keys"]],
      ["GET /orders", ["GET"]],
      ["GET /users/id", []],
    ]);
    expect(receiver.resources[0]).toMatchObject({ "service.name": "customer-web" });
    expect(spans.find(({ name }) => name === "GET /users/id")).toMatchObject({
      kind: 2,
      attributes: {
        "http.request.method": "GET",
        "http.route": "/users/id",
        "http.response.status_code": 200,
      },
    });
    expect(spans.find(({ name }) => name === "GET")).toMatchObject({
      kind: 3,
      attributes: {
        "http.request.method": "GET",
        "server.address": "127.0.0.1",
        "http.response.status_code": 200,
      },
    });
  });

  test("name a sign-in by the correlation id that Entra is told, and its refusal by number", async () => {
    const { tenant, visitor, spansAtTheEnd } = await tracedApp();
    tenant.answers.token = answerJson(tokenError("invalid_grant", 50196), 400);
    const begun = await visitor.get("/auth/signin");
    const id = new URL(begun.headers.location ?? "").searchParams.get("client-request-id");
    const answer = tenant.authorize(begun.headers.location ?? "");
    await visitor
      .post("/auth/redirect")
      .type("form")
      .send({ ...answer, reposted: "1" });
    const spans = await spansAtTheEnd();
    expect(spans.find(({ name }) => name === "POST token")).toMatchObject({
      attributes: {
        "entra.call": "token",
        "entra.correlation_id": id,
        "entra.aadsts": 50196,
        "error.type": "AADSTS50196",
        "http.response.status_code": 400,
      },
      status: { code: 2 },
    });
    const request = spans.find(({ name }) => name === "POST /auth/redirect");
    expect(request?.attributes["entra.correlation_id"]).toBe(id);
  });

  test("count what was tried again, and name what failed", async () => {
    const { tenant, visitor, spansAtTheEnd } = await tracedApp();
    tenant.answers.discovery = (request) => void request.socket.destroy();
    await visitor.get("/auth/signin").expect(503);
    const spans = await spansAtTheEnd();
    expect(spans.find(({ name }) => name === "GET metadata")).toMatchObject({
      attributes: { "http.request.resend_count": 1, "error.type": "UND_ERR_SOCKET" },
      status: { code: 2 },
    });
    expect(spans.find(({ name }) => name === "GET /auth/signin")).toMatchObject({
      attributes: { "http.response.status_code": 503, "error.type": "503" },
      status: { code: 2 },
    });
  });

  test("go on at the team's own API, and neither at the tenant nor from what a browser sends", async () => {
    const { tenant, visitor, orders, spansAtTheEnd } = await tracedApp();
    const atTenant: unknown[] = [];
    tenant.answers.keys = (request, response) => {
      atTenant.push(request.headers.traceparent, request.headers.tracestate);
      answerJson({ keys: tenant.publishedKeys.map(({ publicJwk }) => publicJwk) })(request, response);
    };
    const atApi: unknown[] = [];
    orders.answer = (request, response) => {
      atApi.push(request.headers.traceparent);
      answerJson({ orders: [] })(request, response);
    };
    await signIn(visitor, tenant);
    const outsider = "0af7651916cd43dd8448eb211c80319c";
    await visitor.get("/orders").set("traceparent", `00-${outsider}-b7ad6b7169203331-01`).expect(200);
    const spans = await spansAtTheEnd();
    const call = spans.find(({ name }) => name === "GET");
    expect(atApi).toEqual([`00-${call?.traceId}-${call?.spanId}-01`]);
    expect(atTenant).toEqual([undefined, undefined]);
    expect(spans.map(({ traceId }) => traceId)).not.toContain(outsider);
  });

  test("hold none of the requests that are not sampled, whatever a browser asks for", async () => {
    const { tenant, visitor, orders, receiver, spansAtTheEnd } = await tracedApp({ samplingRatio: 0 });
    const atApi: unknown[] = [];
    orders.answer = (request, response) => {
      atApi.push(request.headers.traceparent);
      answerJson({ orders: [] })(request, response);
    };
    await signIn(visitor, tenant);
    await visitor
      .get("/orders")
      .set("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
      .expect(200);
    expect(await spansAtTheEnd()).toEqual([]);
    expect(receiver.requests).toBe(0);
    expect(atApi).toEqual([expect.stringMatching(/^00-[\da-f]{32}-[\da-f]{16}-00$/)]);
  });

  test("are one for each request, also if requests share a connection and do not wait for each other", async () => {
    const { app, spansAtTheEnd } = await tracedApp();
    const socket = connect(Number(new URL(app.url).port), "127.0.0.1");
    const paths = ["/", "/users/id", "/"];
    socket.write(paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`).join(""));
    socket.write("GET /users/id HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    expect((await text(socket)).match(/HTTP\/1\.1 \d/g)).toHaveLength(4);
    expect(treeOf(await spansAtTheEnd()).map(([name]) => name)).toEqual([
      "GET /",
      "GET /users/id",
      "GET /",
      "GET /users/id",
    ]);
  });

  test("hold no probes of a load balancer", async () => {
    const { visitor, spansAtTheEnd } = await tracedApp();
    await visitor.get("/readyz").expect(200);
    await visitor.get("/healthz").expect(200);
    expect(treeOf(await spansAtTheEnd())).toEqual([["GET metadata", []]]);
  });

  test("name no host that is not configured", async () => {
    const { visitor, spansAtTheEnd } = await tracedApp({ servers: ["another.example"] });
    await visitor.get("/auth/signin").expect(302);
    const spans = await spansAtTheEnd();
    expect(spans.map(({ attributes }) => attributes["server.address"])).toEqual([undefined, undefined]);
  });

  test("have an end: what the app tells later is heard by nobody", async () => {
    const receiver = await startOtlpReceiver();
    const telemetry = await startTracing(receiver, {}, createMemoryLog());
    await telemetry.close();
    const { tenant, ...app } = await startAppWithStub();
    await signIn(visitorOf(app), tenant);
    await app.close();
    expect(receiver.requests).toBe(0);
    expect(telemetry.logFields()).toBeUndefined();
  });
});
