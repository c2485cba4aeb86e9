import { decodeJwt } from "jose";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import * as z from "zod";
import { RedisIdentity } from "../../src/credentials/identity/redisIdentity.js";
import { LoggableError } from "../../src/log/loggableError.js";
import type { RedisUser } from "../../src/session/redis/redisCredentials.js";
import { createRedisStorage } from "../../src/session/redis/redisStorage.js";
import { createMemoryLog } from "../support/app/memoryLog.js";
import { startApp } from "../support/app/startApp.js";
import { untilReady } from "../support/app/untilReady.js";
import { startManagedIdentityEndpoint } from "../support/credentials/azure/managedIdentityEndpoint.js";
import { startAppProcessWithRedis } from "../support/redis/appProcessWithRedis.js";
import { IdentityUsers } from "../support/redis/identityUsers.js";
import { startRedisCluster } from "../support/redis/redisCluster.js";
import { RedisServer } from "../support/redis/redisServer.js";
import { patientTimes } from "../support/redis/redisTimes.js";
import { RedisTls } from "../support/redis/redisTls.js";
import { TenantStub } from "../support/tenant/tenantStub.js";
import { signIn, type Visitor, visitorOf } from "../support/visitors/signInByHttp.js";

const tls = await RedisTls.create();
const distrust = tls.authority.trust();
const tenant = await TenantStub.start();

afterAll(async () => {
  distrust();
  await tenant.close();
  tls.remove();
});

/** Far from its end by the clock: the test says when it is renewed. */
const expiresOn = new Date(Date.now() + 24 * 60 * 60 * 1000);

async function startRedis(cluster: boolean) {
  const nodes = cluster ? await startRedisCluster({ tls }) : [await RedisServer.startWithTls(tls)];
  const users = await IdentityUsers.of(nodes);
  onTestFinished(async () => {
    users.close();
    await Promise.all(nodes.map((node) => node.close()));
  });
  return { nodes, users, url: nodes[0]?.tlsUrl ?? "" };
}

/** An app whose tokens the test gives. */
async function startAppWith(
  redis: { readonly url: string },
  cluster: boolean,
  acquire: () => Promise<RedisUser>,
) {
  const identities: RedisIdentity[] = [];
  const app = await startApp(
    { AUTHORITY: tenant.authority, REDIS_URL: redis.url, REDIS_CLUSTER: String(cluster) },
    undefined,
    {
      redisCredentials(log) {
        const identity = new RedisIdentity(async () => ({ ...(await acquire()), expiresOn }), log);
        identities.push(identity);
        return identity;
      },
    },
  );
  onTestFinished(app.close);
  return { ...app, renew: async () => identities[0]?.renew() };
}

async function signedIn(app: { readonly url: string }): Promise<Visitor> {
  const person = visitorOf(app);
  await expect.poll(async () => (await signIn(person, tenant)).status).toBe(200);
  return person;
}

describe.each([
  ["one Redis", false],
  ["the nodes of a cluster", true],
])("an app that signs in to %s by its identity", (_what, cluster) => {
  test("loses no request and no connection, however often its tokens are renewed and expire", async () => {
    const redis = await startRedis(cluster);
    const app = await startAppWith(redis, cluster, () => redis.users.issue());
    await untilReady(app);
    const people = [await signedIn(app)];
    while ((await redis.users.connections()).some((ofNode) => ofNode.length === 0)) {
      people.push(await signedIn(app));
    }
    const before = await redis.users.connections();
    const statuses: number[] = [];
    const stop = new AbortController();
    const visits = people.map(async (person) => {
      while (!stop.signal.aborted) {
        statuses.push((await person.get("/users/id")).status);
      }
    });
    for (let renewals = 0; renewals < 5; renewals += 1) {
      await app.renew();
      await redis.users.expireOlder();
      for (const person of people) {
        await person.get("/users/id").expect(200);
      }
    }
    stop.abort();
    await Promise.all(visits);
    expect(new Set(statuses)).toEqual(new Set([200]));
    const after = await redis.users.connections();
    expect(after.map((ofNode) => ofNode.map(({ id }) => id))).toEqual(
      before.map((ofNode) => ofNode.map(({ id }) => id)),
    );
    expect(app.logLines.filter((line) => line.includes("Redis"))).toEqual([]);
  });

  test("makes a connection that is lost again by the newest token", async () => {
    const redis = await startRedis(cluster);
    const username = "0f0e0d0c-0b0a-4988-8776-655443322110";
    const app = await startAppWith(redis, cluster, () => redis.users.issue(username));
    await untilReady(app);
    const person = await signedIn(app);
    await app.renew();
    await redis.users.ask("CLIENT", "KILL", "USER", username);
    await untilReady(app);
    await expect.poll(async () => (await person.get("/users/id")).status).toBe(200);
    // Redis notes each password that it refuses.
    expect((await redis.users.ask("ACL", "LOG")).join("")).toBe("");
  });

  test("goes on by a token that was renewed while the connection was made", async () => {
    const redis = await startRedis(cluster);
    const old = await redis.users.issue();
    const newest = await redis.users.issue();
    // That of a cluster asks first which nodes there are.
    const handshakes = cluster ? [old, old] : [old];
    const storage = createRedisStorage(
      { sessionIdle: 60_000, sessionLifetime: 60_000 },
      { url: redis.url, cluster, prefix: "test:", ...patientTimes },
      createMemoryLog(),
      {
        current: async () => handshakes.shift() ?? newest,
        onRenewal: () => undefined,
        close: () => undefined,
      },
    );
    onTestFinished(() => storage.close());
    await expect.poll(() => storage.check().then(() => "well")).toBe("well");
    await expect
      .poll(async () => (await redis.users.connections()).flat().map(({ user }) => user))
      .toEqual([newest.username]);
  });

  test("is not ready while it has no token, and says why", async () => {
    const redis = await startRedis(cluster);
    let acquire: () => Promise<RedisUser> = async () => {
      throw new LoggableError("The endpoint is away.");
    };
    const app = await startAppWith(redis, cluster, () => acquire());
    await visitorOf(app).get("/").expect(200);
    expect((await visitorOf(app).get("/readyz").expect(503)).body).toMatchObject({ storage: "unavailable" });
    await expect.poll(() => app.logLines).toContain("warn Redis is away: Error: The endpoint is away.");
    expect(app.logLines).toContain(
      "warn Signing in to Redis by the managed identity failed, and is tried again: Error: The endpoint is away.",
    );
    acquire = () => redis.users.issue();
    await app.renew();
    await untilReady(app);
    await signedIn(app);
    expect(app.logLines).toContain("info Redis is back.");
  });

  test("says that Redis refuses its token, and heals when it has access", async () => {
    const redis = await startRedis(cluster);
    const user = { username: "0f0e0d0c-0b0a-4988-8776-655443322110", password: "the-token-of-the-test" };
    const app = await startAppWith(redis, cluster, async () => user);
    await expect
      .poll(() => app.logLines)
      .toContain(
        "warn Redis is away: Error: WRONGPASS is what Redis answers: the user name or password is wrong, or the app's identity has no access, or its token has expired.",
      );
    await visitorOf(app).get("/readyz").expect(503);
    await redis.users.admit(user);
    await untilReady(app);
    expect(app.logLines.join("\n")).not.toContain(user.password);
  });
});

test("A renewed token that Redis refuses leaves the connection as it was, is told, and is tried again", async () => {
  const redis = await startRedis(false);
  const first = await redis.users.issue();
  const refused = { username: "0f0e0d0c-0b0a-4988-8776-655443322110", password: "the-refused-token" };
  const tokens = [first, refused];
  const app = await startAppWith(redis, false, async () => tokens.shift() ?? redis.users.issue());
  await untilReady(app);
  const person = await signedIn(app);
  await app.renew();
  await person.get("/users/id").expect(200);
  const [told] = app.logLines.filter((line) => line.includes("Redis"));
  expect(told).toMatch(
    /^warn Signing in to Redis by the managed identity failed, and is tried again; the token in use expires at \d{4}-.*Z: Error: WRONGPASS is what Redis answers: .*\.$/,
  );
  await app.renew();
  await redis.users.expireOlder();
  await person.get("/users/id").expect(200);
  expect(app.logLines).toContain("info Signing in to Redis by the managed identity works again.");
  expect(app.logLines.join("\n")).not.toContain(refused.password);
});

test("The app as a process signs in by what the identity's endpoint of Azure gives it", async () => {
  const redis = await startRedis(false);
  const oids = z.object({ oid: z.string() });
  const tokens: string[] = [];
  const endpoint = await startManagedIdentityEndpoint(async (token) => {
    tokens.push(token);
    await redis.users.admit({ username: oids.parse(decodeJwt(token)).oid, password: token });
  });
  const AZURE_CLIENT_ID = "22222222-3333-4444-8555-666666666666";
  const server = await startAppProcessWithRedis({
    ...endpoint.environment,
    AUTHORITY: tenant.authority,
    AZURE_CLIENT_ID,
    REDIS_URL: redis.url,
    REDIS_CREDENTIAL: "managed-identity",
    NODE_EXTRA_CA_CERTS: tls.authorityFile,
  });
  expect((await redis.users.connections()).flat().map(({ user }) => user)).toEqual([endpoint.subject]);
  server.stop("SIGTERM");
  const { code, output } = await server.ended;
  expect(code).toBe(0);
  expect(endpoint.requests).toEqual([`https://redis.azure.com as ${AZURE_CLIENT_ID}`]);
  expect(tokens.filter((token) => output.includes(token))).toEqual([]);
});
