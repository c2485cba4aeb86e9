import { createClient } from "redis";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { freePort, startServer } from "../support/process/startServer.js";
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

const readiness = z.object({ storage: z.string() });

describe.each([false, true])("Redis by rediss:, with a password, in cluster mode: %s", (cluster) => {
  test("is reached, although the nodes of a cluster are told by address", async () => {
    const host = await startTlsRedis(cluster);
    const PORT = String(await freePort());
    const server = startServer({
      environment: {
        PORT,
        HOST: "127.0.0.1",
        AUTHORITY: tenant.authority,
        CLIENT_ID: "11111111-2222-4333-8444-555555555555",
        CLIENT_SECRET: "of-the-tests",
        REDIS_URL: `rediss://default:${encodeURIComponent(password)}@${host}`,
        REDIS_CLUSTER: String(cluster),
        DRAIN_SECONDS: "0",
        NODE_EXTRA_CA_CERTS: tls.authorityFile,
      },
    });
    onTestFinished(() => server.stop("SIGKILL"));
    await server.printed("Stop with Ctrl+C");
    const storage = async () => {
      const answer = await fetch(`http://127.0.0.1:${PORT}/readyz`);
      return readiness.parse(await answer.json()).storage;
    };
    await expect.poll(storage).toBe("ok");
    server.stop("SIGTERM");
    const { code, output } = await server.ended;
    expect(code).toBe(0);
    expect(output).not.toContain(password);
  });
});
