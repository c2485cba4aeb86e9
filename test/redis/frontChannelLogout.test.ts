import { afterAll } from "vitest";
import { startApp } from "../support/app/startApp.js";
import { untilReady } from "../support/app/untilReady.js";
import { RedisServer } from "../support/redis/redisServer.js";
import { describeFrontChannelLogout } from "../support/tenant/frontChannelLogout.js";
import { TenantStub } from "../support/tenant/tenantStub.js";

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
