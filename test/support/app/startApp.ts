import { once } from "node:events";
import type { Server as HttpServer } from "node:http";
import { createServer, type Server } from "node:net";
import express, { type Express, type RequestHandler } from "express";
import type { Store } from "express-session";
import { createApp } from "../../../src/app.js";
import type { Config } from "../../../src/config/config.js";
import type { Environment } from "../../../src/config/environment/parseEnvironment.js";
import { loadConfig } from "../../../src/config/loadConfig.js";
import { type AppDependencies, closeDependencies } from "../../../src/dependencies.js";
import type { Log } from "../../../src/log/log.js";
import { createExpressServer } from "../../../src/process/expressServer.js";
import type { RedisCredentials } from "../../../src/session/redis/redisCredentials.js";
import { createRedisStorage } from "../../../src/session/redis/redisStorage.js";
import { keepAliveTimeout } from "../network/keepAliveTimeout.js";
import { patientTimes, type RedisTimes } from "../redis/redisTimes.js";
import { dependenciesOf } from "./dependenciesOf.js";
import { createMemoryLog } from "./memoryLog.js";

/** The registration that tests use at every tenant. */
export const registration = {
  clientId: "11111111-2222-4333-8444-555555555555",
  clientSecret: "the-secret-of-the-tests",
};

/** A running app, on a free port of localhost. */
export interface TestApp {
  readonly url: string;
  readonly config: Config;
  readonly sessionStore: Store;
  /** The events of its log: `level message`. */
  readonly logLines: readonly string[];
  /** The same events as lines of JSON. */
  readonly jsonLogLines: readonly string[];
  close(): Promise<void>;
}

/** An address at which nobody answers yet: the tenant has to know the app's address before the app starts. */
export interface Listening {
  readonly listener: Server;
  readonly url: string;
}

/** Takes a port, so that a tenant can be told the address before the app starts. */
export async function listenOnFreePort(hostname = "localhost"): Promise<Listening> {
  const listener = createServer();
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  if (address === null || typeof address === "string") {
    throw new Error("The server has no port.");
  }
  return { listener, url: `http://${hostname}:${address.port}` };
}

/** What a test puts in front of the app: pages of its own, or an eye on the requests. */
export type InFront = (dependencies: AppDependencies) => RequestHandler;

interface StartOptions {
  readonly inFront?: InFront | undefined;
  /** When it takes Redis for away. */
  readonly redisTimes?: RedisTimes;
  /** How it signs in to Redis, in place of what the configuration says. */
  readonly redisCredentials?: (log: Log) => RedisCredentials;
}

/** Starts the app from its dependencies, as `server.ts` does. */
export async function startApp(
  environment: Environment,
  listening?: Listening,
  { inFront, redisTimes = patientTimes, redisCredentials }: StartOptions = {},
): Promise<TestApp> {
  const { listener, url } = listening ?? (await listenOnFreePort());
  const loaded = loadConfig({
    CLIENT_ID: registration.clientId,
    CLIENT_SECRET: registration.clientSecret,
    REDIRECT_URI: `http://localhost:${new URL(url).port}/auth/redirect`,
    AUTH_RATE_LIMIT: "0",
    EXPRESS_SESSION_SECRET: "the-session-secret-of-the-tests-0123456789",
    ...environment,
  });
  // Cookies do not tell ports apart, so a second app needs a host of its own, for which Entra would want https.
  const elsewhere = new URL(url).hostname === "localhost" ? {} : addressesAt(url);
  const redis = loaded.redis && { ...loaded.redis, ...redisTimes };
  const config = { ...loaded, ...elsewhere, redis };
  const log = createMemoryLog();
  const dependencies =
    redis && redisCredentials
      ? {
          ...(await dependenciesOf({ ...config, redis: undefined }, log)),
          config,
          storage: createRedisStorage(config, redis, log, redisCredentials(log)),
        }
      : await dependenciesOf(config, log);
  const app = createApp(dependencies);
  const server = createExpressServer(inFront ? behind(inFront(dependencies), app) : app, {
    keepAliveTimeout,
  });
  server.listen(listener);
  await once(server, "listening");
  return {
    url,
    config,
    sessionStore: dependencies.storage.sessions,
    logLines: log.lines,
    jsonLogLines: log.jsonLines,
    async close() {
      await close(server);
      await closeDependencies(dependencies);
    },
  };
}

function behind(handler: RequestHandler, app: Express): Express {
  return express().disable("x-powered-by").use(handler, app);
}

function addressesAt(url: string) {
  return { origin: url, redirectUri: `${url}/auth/redirect`, postLogoutRedirectUri: `${url}/` };
}

async function close(server: HttpServer): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
