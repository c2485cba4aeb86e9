import { describe, expect, test } from "vitest";
import { startGraphCaller } from "./callGraph.js";

const body = { displayName: "The app" };

describe("A call to the fake Graph can fail", () => {
  test("before it takes effect", async () => {
    const { graph, call } = await startGraphCaller();
    graph.failCall(2, 403);
    await call("GET /applications");
    const { status, error } = await call("POST /applications", body);
    expect({ status, code: error?.code }).toEqual({ status: 403, code: "Authorization_RequestDenied" });
    expect(graph.applications).toEqual([]);
    expect((await call("POST /applications", body)).status).toBe(201);
  });

  test("after it took effect", async () => {
    const { graph, call } = await startGraphCaller();
    graph.failCall(1, 500, "after");
    expect((await call("POST /applications", body)).status).toBe(500);
    expect(graph.applications).toHaveLength(1);
  });

  test("with no answer", async () => {
    const { graph, call } = await startGraphCaller();
    graph.failCall(1, "cut");
    graph.failCall(2, "cut", "after");
    await expect(call("POST /applications", body)).rejects.toThrow("fetch failed");
    expect(graph.applications).toEqual([]);
    await expect(call("POST /applications", body)).rejects.toThrow("fetch failed");
    expect(graph.applications).toHaveLength(1);
  });

  test("several times, with the time to wait", async () => {
    const { graph, call } = await startGraphCaller();
    graph.throttle(2, 7);
    const answers = [
      await call("GET /applications"),
      await call("GET /applications"),
      await call("GET /applications"),
    ];
    expect(answers.map(({ status, headers }) => [status, headers.get("Retry-After")])).toEqual([
      [429, "7"],
      [429, "7"],
      [200, null],
    ]);
  });
});

describe("A new object", () => {
  test("is not found by the first requests for it, by its id or in a list", async () => {
    const { graph, call } = await startGraphCaller();
    graph.appearAfter(2);
    const { id } = await call("POST /applications", body);
    expect((await call(`GET /applications/${id}`)).error?.code).toBe("Request_ResourceNotFound");
    expect((await call("GET /applications")).value).toEqual([]);
    expect((await call(`GET /applications/${id}`)).status).toBe(200);
    expect(graph.applications).toHaveLength(1);
  });

  test("is found at once when time has passed", async () => {
    const { graph, call } = await startGraphCaller();
    graph.appearAfter(9);
    const { id } = await call("POST /applications", body);
    expect((await call(`GET /applications/${id}`)).status).toBe(404);
    graph.appearAfter(0);
    expect((await call(`GET /applications/${id}`)).status).toBe(200);
  });

  test("cannot be referred to by the first requests", async () => {
    const { graph, call } = await startGraphCaller();
    graph.appearAfter(1);
    const { appId } = await call("POST /applications", body);
    const { status, error } = await call("POST /servicePrincipals", { appId });
    expect(status).toBe(400);
    expect(error?.message).toContain("does not reference a valid application object");
    expect((await call("POST /servicePrincipals", { appId })).status).toBe(201);
  });
});
