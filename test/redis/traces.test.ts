import { expect, onTestFinished, test } from "vitest";
import { startApp } from "../support/app/startApp.js";
import { untilReady } from "../support/app/untilReady.js";
import { RedisServer } from "../support/redis/redisServer.js";
import { startOtlpReceiver } from "../support/telemetry/otlpReceiver.js";
import { startTracing } from "../support/telemetry/startTracing.js";
import { TenantStub } from "../support/tenant/tenantStub.js";
import { signIn, visitorOf } from "../support/visitors/signInByHttp.js";

test("a request's trace has its commands to Redis, without a key and an argument", async () => {
  const redis = await RedisServer.start();
  const tenant = await TenantStub.start();
  onTestFinished(async () => {
    await tenant.close();
    await redis.close();
  });
  const receiver = await startOtlpReceiver();
  const telemetry = await startTracing(receiver);
  onTestFinished(() => telemetry.close());
  const app = await startApp({
    AUTHORITY: tenant.authority,
    REDIS_URL: redis.url,
    REDIS_PREFIX: "marker-of-keys:",
  });
  await untilReady(app);
  const visitor = visitorOf(app);
  await signIn(visitor, tenant);
  await visitor.get("/users/id").expect(200);
  await app.close();
  await telemetry.close();
  const page = receiver.spans.find(({ name }) => name === "GET /users/id");
  const commands = receiver.spans.filter(({ parentSpanId }) => parentSpanId === page?.spanId);
  expect(commands.length).toBeGreaterThan(0);
  for (const { name, kind, attributes, traceId } of commands) {
    expect({ kind, traceId }).toEqual({ kind: 3, traceId: page?.traceId });
    expect(attributes).toEqual({
      "db.system.name": "redis",
      "db.operation.name": name,
      "server.address": new URL(redis.url).hostname,
    });
  }
  expect(receiver.bytes.includes("marker-of-keys")).toBe(false);
  // What the connection does for itself belongs to no request.
  expect(receiver.spans.filter(({ name }) => /^(?:PING|HELLO|AUTH|CLIENT)$/.test(name))).toEqual([]);
});
