import { createClient } from "redis";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { startAppProcessWithRedis } from "../support/redis/appProcessWithRedis.js";
import { RedisServer } from "../support/redis/redisServer.js";
import { RedisTls } from "../support/redis/redisTls.js";
import { TenantStub } from "../support/tenant/tenantStub.js";

const password = "p@ss:word";
const tenant = await TenantStub.start();
const tls = await RedisTls.create();

afterAll(async () => {
  await tenant.close();
  tls.remove();
});

/** A Redis that speaks TLS with a certificate for localhost, as one node of a cluster or alone. */
async function startTlsRedis(cluster: boolean): Promise<string> {
  const mode = ["--cluster-enabled", "yes", "--cluster-announce-ip", "127.0.0.1", "--tls-cluster", "yes"];
  const redis = await RedisServer.startWithTls(tls, ...(cluster ? mode : []));
  onTestFinished(() => redis.close());
  const admin = await createClient({ url: redis.url }).connect();
  if (cluster) {
    await admin.sendCommand(["CLUSTER", "ADDSLOTSRANGE", "0", "16383"]);
  }
  await admin.sendCommand(["CONFIG", "SET", "requirepass", password]);
  admin.destroy();
  return new URL(redis.tlsUrl ?? "").host;
}

describe.each([false, true])("Redis by rediss:, with a password, in cluster mode: %s", (cluster) => {
  test("is reached, although the nodes of a cluster are told by address", async () => {
    const host = await startTlsRedis(cluster);
    const server = await startAppProcessWithRedis({
      AUTHORITY: tenant.authority,
      REDIS_URL: `rediss://default:${encodeURIComponent(password)}@${host}`,
      REDIS_CLUSTER: String(cluster),
      NODE_EXTRA_CA_CERTS: tls.authorityFile,
    });
    server.stop("SIGTERM");
    const { code, output } = await server.ended;
    expect(code).toBe(0);
    expect(output).not.toContain(password);
  });
});
