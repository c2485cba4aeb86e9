import { randomUUID } from "node:crypto";
import { decodeJwt } from "jose";
import { onTestFinished } from "vitest";
import * as z from "zod";
import { registration } from "../../support/app/startApp.js";
import { startManagedIdentityEndpoint } from "../../support/credentials/azure/managedIdentityEndpoint.js";
import { type Deployment, startDeployment } from "../../support/deployment/deployment.js";
import { buildImage } from "../../support/image/buildImage.js";
import { startContainer } from "../../support/image/startContainer.js";
import { projectFile } from "../../support/process/startServer.js";
import { temporaryFolder } from "../../support/process/temporaryFolder.js";
import { ExpiringTokens } from "../../support/redis/expiringTokens.js";
import { IdentityUsers } from "../../support/redis/identityUsers.js";
import { RedisServer } from "../../support/redis/redisServer.js";
import { RedisTls } from "../../support/redis/redisTls.js";
import { type Collector, startCollector } from "../../support/telemetry/collector.js";

interface Whole {
  readonly deployment: Deployment;
  /** Those with which the instances sign in to Redis. */
  readonly tokens: ExpiringTokens;
  readonly collector: Collector;
  /** What no receiver may be sent, beside what customers bring. */
  readonly secrets: readonly string[];
}

const owner = z.object({ oid: z.string() });

/** Seconds for which a token for Redis is good, so that each instance needs a new one every five. */
const tokenLifetime = 7;

/**
 * Starts all of it until the test ends: three containers of the image behind a load balancer; a Redis by TLS which they sign in
 * to by their managed identity, with tokens that expire; and a collector to which they send traces and metrics.
 */
export async function startWhole(): Promise<Whole> {
  // Outside the project, because Node.js would else find the project's packages.
  const image = await buildImage(projectFile("."), temporaryFolder());
  const tls = await RedisTls.create();
  onTestFinished(() => tls.remove());
  const redis = await RedisServer.startWithTls(tls);
  onTestFinished(() => redis.close());
  const users = await IdentityUsers.of([redis]);
  onTestFinished(() => users.close());
  const tokens = new ExpiringTokens(users);
  onTestFinished(() => tokens.stop());
  const identity = await startManagedIdentityEndpoint(
    (token) => users.admit({ username: owner.parse(decodeJwt(token)).oid, password: token }),
    { lifetime: tokenLifetime, nextOwner: randomUUID },
  );
  const collector = await startCollector();
  const settings = {
    ...identity.environment,
    REDIS_CREDENTIAL: "managed-identity",
    NODE_EXTRA_CA_CERTS: tls.authorityFile,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    EXPRESS_SESSION_SECRET: `marker-of-the-session-secret-${randomUUID()}`,
  };
  const deployment = await startDeployment(settings, undefined, {
    startProcess: (environment) => startContainer(image, environment),
    redis,
  });
  onTestFinished(() => deployment.close());
  const secrets = [
    "marker",
    registration.clientSecret,
    identity.environment.IDENTITY_HEADER ?? "",
    ...beginnings,
  ];
  return { deployment, tokens, collector, secrets };
}

/** How tokens begin, signed or encrypted, and those of the tenant of the tests. */
const beginnings = ["eyJhbGciOi", "access-token-", "refresh-token-"];
