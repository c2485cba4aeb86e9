import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createClient } from "redis";
import { z } from "zod";
import { RedisServer } from "../support/redisServer.js";
import { registration } from "../support/startApp.js";
import { freePort } from "../support/startServer.js";
import { sessionIdOf } from "./people.js";

/** An app in a process of its own, with people signed in. */
export interface FilledApp {
  readonly storage: "memory" | "Redis";
  readonly sessions: number;
  readonly origin: string;
  readonly port: number;
  readonly bytesPerSession: number;
  /** Bytes of one session: of its text, and of all that Redis uses for it (MEMORY USAGE). */
  readonly oneInRedis: { readonly text: number; readonly usage: number } | undefined;
  /** Milliseconds of CPU time that the process has used. */
  cpuTime(): Promise<number>;
  close(): Promise<void>;
}

export const sessionSecret = "the-session-secret-of-the-bench-0123456789";

const prefix = "bench:";

interface Wanted {
  readonly storage: FilledApp["storage"];
  readonly sessions: number;
  /** The settings that name the tenant, and make Node.js trust it. */
  readonly tenant: Readonly<Record<string, string>>;
}

/** Starts the app as in production, on a Redis of its own where it is to use one, and fills it. */
export async function startFilledApp({ storage, sessions, tenant }: Wanted): Promise<FilledApp> {
  const redis =
    storage === "Redis" ? await RedisServer.start("--appendonly", "no", "--loglevel", "notice") : undefined;
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const child = startProcess({
    ...tenant,
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: String(port),
    CLIENT_ID: registration.clientId,
    CLIENT_SECRET: registration.clientSecret,
    REDIRECT_URI: `${origin}/auth/redirect`,
    EXPRESS_SESSION_SECRET: sessionSecret,
    // Out of the way, and still counting.
    AUTH_RATE_LIMIT: "999999",
    ...(redis && { REDIS_URL: redis.url, REDIS_PREFIX: prefix }),
  });
  async function close(): Promise<void> {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    }
    await redis?.close();
  }
  async function cpuTime(): Promise<number> {
    child.send("cpu");
    return z.number().parse(await messageOf(child)) / 1000;
  }
  try {
    const growth = await fill(child, sessions, redis);
    return { storage, sessions, origin, port, ...growth, cpuTime, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function startProcess(environment: Readonly<Record<string, string>>): ChildProcess {
  return fork(path.join(import.meta.dirname, "filledApp.ts"), {
    execArgv: ["--import", import.meta.resolve("tsx"), "--expose-gc"],
    env: { PATH: process.env.PATH, ...environment },
    // The log goes nowhere; what ends the process is seen.
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}

async function fill(child: ChildProcess, sessions: number, redis: RedisServer | undefined) {
  await messageOf(child);
  if (!redis) {
    child.send(sessions);
    const heapGrowth = z.number().parse(await messageOf(child));
    return { bytesPerSession: heapGrowth / sessions, oneInRedis: undefined };
  }
  const client = await createClient({ url: redis.url }).connect();
  try {
    const used = async () => Number(/used_memory:(\d+)/.exec(await client.info("memory"))?.[1]);
    const before = await used();
    child.send(sessions);
    await messageOf(child);
    const bytesPerSession = ((await used()) - before) / sessions;
    const key = `${prefix}session:${sessionIdOf(0)}`;
    const usage = await client.memoryUsage(key);
    if (usage === null) {
      throw new Error("Redis does not have the session.");
    }
    return { bytesPerSession, oneInRedis: { text: await client.strLen(key), usage } };
  } finally {
    client.destroy();
  }
}

/** The next message of a process; rejects where it ends instead. */
async function messageOf(child: ChildProcess): Promise<unknown> {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    return await Promise.race([
      once(child, "message", { signal }).then(([message]) => message),
      once(child, "exit", { signal }).then(([code]) => {
        throw new Error(`The app ended with ${code}.`);
      }),
    ]);
  } finally {
    waiting.abort();
  }
}
