import { afterAll, describe, expect, test } from "vitest";
import { sessionIdIn } from "../support/app/sessionCookie.js";
import { untilReady } from "../support/app/untilReady.js";
import { RedisServer } from "../support/redis/redisServer.js";
import { startAppWithStub } from "../support/tenant/tenantStub.js";
import { sessionCookieIn, signIn, visitorOf } from "../support/visitors/signInByHttp.js";

/** It knows no EXPIRE, and then names the command in its error, with the key. */
const redis = await RedisServer.start("--rename-command", "EXPIRE", "");
const { tenant, ...app } = await startAppWithStub({ REDIS_URL: redis.url });

afterAll(async () => {
  await app.close();
  await redis.close();
});

describe("an error that Redis answers", () => {
  test("is told by its code, and not with the command, which holds the id of a session", async () => {
    const visitor = visitorOf(app);
    await untilReady(app);
    const sessionId = sessionIdIn(sessionCookieIn(await signIn(visitor, tenant))) ?? "";
    expect(sessionId).not.toBe("");
    await visitor.get("/users/id").expect(200);
    await expect.poll(() => app.logLines.join("\n")).toContain("could not be kept");
    expect(app.logLines).toContainEqual(
      "error The session could not be kept: Error: ERR is what Redis answers.",
    );
    expect(app.logLines.join("\n")).not.toContain(sessionId);
  });
});
