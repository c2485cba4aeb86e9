import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createClient } from "redis";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { CertificateAuthority } from "../support/credentials/certificates.js";
import { freePort, startServer } from "../support/process/startServer.js";
import { RedisServer } from "../support/redis/redisServer.js";
import { TenantStub } from "../support/tenant/tenantStub.js";

const password = "p@ss:word";
const folder = mkdtempSync(path.join(tmpdir(), "tls-"));
const tenant = await TenantStub.start();
const authority = await CertificateAuthority.create();
const certificate = await authority.issue();
const files = { ca: authority.certificate, cert: certificate.cert, key: certificate.key };
for (const [name, contents] of Object.entries(files)) {
  writeFileSync(path.join(folder, name), contents);
}

afterAll(async () => {
  await tenant.close();
  rmSync(folder, { recursive: true });
});

/** A Redis that speaks TLS with a certificate for localhost, as one node of a cluster or alone. */
async function startTlsRedis(cluster: boolean): Promise<number> {
  const port = await freePort();
  const tls = [
    "--tls-port",
    String(port),
    "--tls-auth-clients",
    "no",
    "--tls-cluster",
    cluster ? "yes" : "no",
  ];
  const identity = Object.keys(files).flatMap((name) => [
    name === "ca" ? "--tls-ca-cert-file" : `--tls-${name}-file`,
    path.join(folder, name),
  ]);
  const mode = cluster ? ["--cluster-enabled", "yes", "--cluster-announce-ip", "127.0.0.1"] : [];
  const redis = await RedisServer.start(...tls, ...identity, ...mode);
  onTestFinished(() => redis.close());
  const admin = await createClient({ url: redis.url }).connect();
  if (cluster) {
    await admin.sendCommand(["CLUSTER", "ADDSLOTSRANGE", "0", "16383"]);
  }
  await admin.sendCommand(["CONFIG", "SET", "requirepass", password]);
  admin.destroy();
  return port;
}

const readiness = z.object({ storage: z.string() });

describe.each([false, true])("Redis by rediss:, with a password, in cluster mode: %s", (cluster) => {
  test("is reached, although the nodes of a cluster are told by address", async () => {
    const redisPort = await startTlsRedis(cluster);
    const PORT = String(await freePort());
    const server = startServer({
      environment: {
        PORT,
        HOST: "127.0.0.1",
        AUTHORITY: tenant.authority,
        CLIENT_ID: "11111111-2222-4333-8444-555555555555",
        CLIENT_SECRET: "of-the-tests",
        REDIS_URL: `rediss://default:${encodeURIComponent(password)}@localhost:${redisPort}`,
        REDIS_CLUSTER: String(cluster),
        DRAIN_SECONDS: "0",
        NODE_EXTRA_CA_CERTS: path.join(folder, "ca"),
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
