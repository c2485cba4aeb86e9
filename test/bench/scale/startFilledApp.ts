import path from "node:path";
import { createClient } from "redis";
import * as z from "zod";
import { freePort } from "../../support/process/startServer.js";
import { RedisServer } from "../../support/redis/redisServer.js";
import type { App } from "../load/measureRate.js";
import { sessionIdOf } from "../load/people.js";
import { MeasuredProcess, typeScript } from "../process/measuredProcess.js";
import { productionSettings } from "../process/productionSettings.js";

/** An app in a process of its own, with people signed in. */
export interface FilledApp extends App {
  readonly storage: "memory" | "Redis";
  readonly sessions: number;
  readonly bytesPerSession: number;
  /** Bytes of one session: of its text, and of all that Redis uses for it (MEMORY USAGE). */
  readonly oneInRedis: { readonly text: number; readonly usage: number } | undefined;
  close(): Promise<void>;
}

const prefix = "bench:";

interface Wanted {
  readonly storage: FilledApp["storage"];
  readonly sessions: number;
  /** The settings that name the tenant, and make Node.js trust it. */
  readonly tenant: Readonly<Record<string, string>>;
  readonly stop: AbortSignal;
}

/** Starts the app as in production, on a Redis of its own where it is to use one, and fills it. */
export async function startFilledApp({ storage, sessions, tenant, stop }: Wanted): Promise<FilledApp> {
  const redis =
    storage === "Redis" ? await RedisServer.start("--appendonly", "no", "--loglevel", "notice") : undefined;
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const environment = {
    ...tenant,
    ...productionSettings({ port, origin }),
    ...(redis && { REDIS_URL: redis.url, REDIS_PREFIX: prefix }),
  };
  const program = ["--expose-gc", ...typeScript(path.join(import.meta.dirname, "filledApp.ts"))];
  const app = new MeasuredProcess({ program, environment, underLoad: true, stop });
  async function close(): Promise<void> {
    await app.close();
    await redis?.close();
  }
  try {
    const growth = await fill(app, sessions, redis);
    return { storage, sessions, origin, port, ...growth, usage: () => app.usage(), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function fill(app: MeasuredProcess, sessions: number, redis: RedisServer | undefined) {
  await app.nextMessage();
  if (!redis) {
    const heapGrowth = z.number().parse(await app.ask(sessions));
    return { bytesPerSession: heapGrowth / sessions, oneInRedis: undefined };
  }
  const client = await createClient({ url: redis.url }).connect();
  try {
    const used = async () => Number(/used_memory:(\d+)/.exec(await client.info("memory"))?.[1]);
    const before = await used();
    await app.ask(sessions);
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
