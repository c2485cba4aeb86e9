import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { registration } from "../app/startApp.js";
import { CertificateAuthority } from "../credentials/certificates.js";
import { freePort } from "../process/startServer.js";
import { RedisServer } from "../redis/redisServer.js";
import { TenantStub } from "../tenant/tenantStub.js";
import { type Environment, Instance, type StartProcess } from "./instance.js";
import { LoadBalancer } from "./loadBalancer.js";

/** The app as it runs in production: three instances behind a load balancer, on one Redis. */
export interface Deployment {
  /** Where customers find it. */
  readonly url: string;
  readonly instances: readonly Instance[];
  readonly balancer: LoadBalancer;
  readonly redis: RedisServer;
  readonly tenant: TenantStub;
  /** Ends every process of it, whatever state a test has left it in. */
  close(): Promise<void>;
}

/** What it is made of, if not of the app as it is built and of a Redis that takes everybody. */
interface DeploymentParts {
  readonly startProcess?: StartProcess;
  /** Who has started it ends it. */
  readonly redis?: RedisServer;
}

/**
 * Starts everything, or nothing if a part of it does not start. `credential` is how the app proves itself, and what else that
 * needs; `settings` are further ones of every instance.
 */
export async function startDeployment(
  settings: Environment = {},
  credential: Environment = { CLIENT_SECRET: registration.clientSecret },
  made: DeploymentParts = {},
): Promise<Deployment> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    const faults: unknown[] = [];
    for (const closePart of closers.splice(0).reverse()) {
      // A part that cannot be closed must not keep the others running.
      await closePart().catch((fault: unknown) => faults.push(fault));
    }
    if (faults.length > 0) {
      throw new AggregateError(faults, "The deployment could not be closed.");
    }
  };
  try {
    const parts = await startParts({ ...credential, ...settings }, made, (closer) => closers.push(closer));
    return { ...parts, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startParts(
  settings: Environment,
  { startProcess, redis: startedBefore }: DeploymentParts,
  onClose: (closer: () => Promise<unknown>) => void,
): Promise<Omit<Deployment, "close">> {
  const folder = mkdtempSync(path.join(tmpdir(), "deployment-"));
  onClose(() => rm(folder, { recursive: true }));
  // Programs that trust another authority too tell them apart by name.
  const authority = await CertificateAuthority.create("ec", "CA of the tenant");
  const authorityFile = path.join(folder, "authority.pem");
  const { NODE_EXTRA_CA_CERTS: others } = settings;
  const authorities = others === undefined ? "" : readFileSync(others, "utf8");
  writeFileSync(authorityFile, `${authorities}\n${authority.certificate}`);
  const tenant = await TenantStub.start(await authority.issue());
  onClose(() => tenant.close());
  const redis = startedBefore ?? (await RedisServer.start());
  if (!startedBefore) {
    onClose(() => redis.close());
  }

  const port = await freePort();
  const environment = {
    NODE_ENV: "production",
    AUTHORITY: tenant.authority,
    CLIENT_ID: registration.clientId,
    REDIRECT_URI: `https://localhost:${port}/auth/redirect`,
    EXPRESS_SESSION_SECRET: "the-session-secret-of-the-tests-0123456789",
    TRUST_PROXY: "loopback",
    REDIS_URL: redis.tlsUrl ?? redis.url,
    AUTH_RATE_LIMIT: "0",
    // A busy machine lets Redis wait as long as one that is away would.
    REDIS_TIMEOUT_MILLISECONDS: "60000",
    // Time for ten health checks, some of which a busy machine may lose.
    DRAIN_SECONDS: "5",
    ...settings,
    NODE_EXTRA_CA_CERTS: authorityFile,
  };
  const names = ["one", "two", "three"];
  const instances = await Promise.all(names.map((name) => Instance.prepare(name, environment, startProcess)));
  for (const instance of instances) {
    onClose(() => instance.stop("SIGKILL"));
  }
  await Promise.all(instances.map((instance) => instance.start()));
  const balancer = await LoadBalancer.start({ port, statusPort: await freePort() }, instances);
  onClose(() => balancer.close());
  // What stands before the load balancer takes the https: away.
  return { url: `http://localhost:${port}`, instances, balancer, redis, tenant };
}
