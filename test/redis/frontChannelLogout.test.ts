import { afterAll } from "vitest";
import { describeFrontChannelLogout } from "../support/frontChannelLogout.js";
import { RedisServer } from "../support/redisServer.js";
import { startApp } from "../support/startApp.js";
import { TenantStub } from "../support/tenantStub.js";
import { untilReady } from "../support/untilReady.js";

const redis = await RedisServer.start();
const tenant = await TenantStub.start();
const shared = { AUTHORITY: tenant.authority, REDIS_URL: redis.url };
const one = await startApp(shared);
const other = await startApp(shared);
await Promise.all([one, other].map(untilReady));

afterAll(async () => {
  await Promise.all([one.close(), other.close()]);
  await tenant.close();
  await redis.close();
});

describeFrontChannelLogout("with Redis, from another instance", { tenant, signedInAt: one, toldAt: other });
