import { createServer } from "node:http";
import supertest from "supertest";
import { afterAll, describe, expect, test } from "vitest";
import { createApp } from "../../src/app.js";
import { createDependencies } from "../../src/dependencies.js";
import { createMemoryLog } from "../support/app/memoryLog.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { visitorOf } from "../support/visitors/signInByHttp.js";

const { tenant, ...app } = await startAppWithStub();
afterAll(app.close);

describe("/healthz", () => {
  test("says that the process lives, whatever the tenant does, and leaves no line in the log", async () => {
    tenant.answers.discovery = (_request, response) => void response.writeHead(500).end();
    const { body, headers } = await visitorOf(app).get("/healthz").expect(200);
    delete tenant.answers.discovery;
    expect(body).toEqual({ status: "alive" });
    expect(headers["cache-control"]).toBe("no-store");
    expect(app.logLines.join()).not.toContain("/healthz");
  });
});

describe("/readyz", () => {
  test("says no, and why, while the tenant's metadata cannot be had, and then yes", async () => {
    tenant.answers.discovery = (_request, response) => void response.writeHead(500).end();
    const { body, headers } = await visitorOf(app).get("/readyz").expect(503);
    expect(headers["cache-control"]).toBe("no-store");
    expect(body).toEqual({ status: "not ready", metadata: "unavailable", storage: "ok", process: "ok" });
    delete tenant.answers.discovery;
    const ready = await visitorOf(app).get("/readyz").expect(200);
    expect(ready.body).toEqual({ status: "ready", metadata: "ok", storage: "ok", process: "ok" });
  });

  test("says no from the moment that the process is told to end, while pages still answer", async () => {
    const stopping = new AbortController();
    const parts = await createDependencies(app.config, createMemoryLog(), stopping.signal);
    const request = supertest(createServer(createApp(parts)));
    await request.get("/readyz").expect(200);
    const pageOf = () => request.get("/").set("Connection", "keep-alive").expect(200);
    expect((await pageOf()).headers.connection).toBe("keep-alive");
    stopping.abort();
    const { body } = await request.get("/readyz").expect(503);
    expect(body).toMatchObject({ status: "not ready", process: "stopping" });
    expect((await pageOf()).headers.connection).toBe("close");
  });
});
