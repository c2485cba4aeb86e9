import { RedisStore } from "connect-redis";
import type { SessionData } from "express-session";
import * as z from "zod";
import { parsedJson } from "../../auth/parsedJson.js";
import { sessionEnded, sessionUsed } from "../../telemetry/events.js";
import { readSessionsOf } from "../readSessions.js";
import type { RedisConnection } from "./redisConnection.js";
import type { RedisTokens } from "./redisTokens.js";
import type { SessionsTogether } from "./sessionsTogether.js";

/** What express-session needs to make a session of what is stored; anything else becomes a session of nobody. */
const storedSession = z
  .looseObject({
    cookie: z.looseObject({ originalMaxAge: z.number().nullable() }),
    signedIn: z.unknown().optional(),
    tenantSession: z.string().exactOptional(),
    hasTokens: z.literal(true).exactOptional(),
    person: z.string().exactOptional(),
    startedAt: z.number().exactOptional(),
    browser: z.string().exactOptional(),
  })
  .catch({ cookie: { originalMaxAge: null } });

interface RedisSessionsOptions {
  readonly prefix: string;
  /** Seconds without use after which a session ends. */
  readonly ttl: number;
  /** By session at the tenant; the notes live on as their sessions are used. */
  readonly together: SessionsTogether;
  /** By person; the notes live as long as a session can, so that no use of it costs anything. */
  readonly people: SessionsTogether;
  readonly tokens: RedisTokens;
}

type Done = (error?: unknown) => void;

/**
 * Sessions in Redis, each noted under the session at the tenant with which it ends: before it is kept, whenever it is
 * used, and until it has gone; and under its person.
 *
 * @see https://github.com/expressjs/session#session-store-implementation
 */
export class RedisSessions extends RedisStore {
  readonly #send: RedisConnection["send"];
  readonly #together: SessionsTogether;
  readonly #people: SessionsTogether;
  readonly #tokens: RedisTokens;
  readonly #seconds: number;
  readonly #read: WeakSet<object>;

  constructor(connection: RedisConnection, { prefix, ttl, together, people, tokens }: RedisSessionsOptions) {
    super({
      client: sessionCommands(connection),
      prefix: `${prefix}session:`,
      ttl,
      serializer: { stringify: JSON.stringify, parse: (text) => storedSession.parse(parsedJson(text)) },
    });
    this.#send = connection.send;
    this.#together = together;
    this.#people = people;
    this.#tokens = tokens;
    this.#seconds = ttl;
    this.#read = readSessionsOf(this);
  }

  override set(id: string, session: SessionData, done?: Done): Promise<void> {
    return told(this.#set(id, session), done);
  }

  override touch(id: string, session: SessionData, done?: Done): Promise<void> {
    const { tenantSession, hasTokens } = session;
    const kept = tenantSession === undefined ? undefined : this.#together.keep(tenantSession, id);
    sessionUsed.publish({ id });
    const tokensKept = hasTokens && this.#tokens.touch(id);
    return told(Promise.all([super.touch(id, session), kept, tokensKept]), done);
  }

  override destroy(id: string, done?: Done): Promise<void> {
    return told(this.#destroy(id), done);
  }

  /** Ends a session of which the caller takes the note away. */
  async end(id: string): Promise<void> {
    await super.destroy(id);
    sessionEnded.publish({ id });
    await this.#tokens.end(id);
  }

  async #set(id: string, session: SessionData): Promise<void> {
    const { tenantSession, person, hasTokens } = session;
    const isRead = this.#read.has(session);
    if (tenantSession !== undefined) {
      await this.#together[isRead ? "keep" : "add"](tenantSession, id);
    }
    const key = this.prefix + id;
    const command = ["SET", key, JSON.stringify(session), "EX", String(this.#seconds)];
    await this.#send(key, isRead ? [...command, "XX"] : command);
    if (!isRead) {
      sessionUsed.publish({ id });
    }
    if (isRead && hasTokens) {
      await this.#tokens.touch(id);
    }
    // Afterwards, so that a list finds either the session or no note of it.
    if (!isRead && person !== undefined) {
      await this.#people.add(person, id);
    }
  }

  async #destroy(id: string): Promise<void> {
    const session: SessionData | null = await this.get(id);
    await super.destroy(id);
    sessionEnded.publish({ id });
    if (session) {
      await this.#tokens.end(id);
    }
    if (session?.tenantSession !== undefined) {
      await this.#together.forget(session.tenantSession, [id]);
    }
    if (session?.person !== undefined) {
      await this.#people.forget(session.person, [id]);
    }
  }
}

/** The commands that connect-redis sends, each in time. */
function sessionCommands({ send }: RedisConnection) {
  return {
    get: (key: string) => send(key, ["GET", key]),
    expire: (key: string, seconds: number) => send(key, ["EXPIRE", key, String(seconds)]),
    del: ([key = ""]: string[]) => send(key, ["DEL", key]),
  };
}

/** Tells a callback how it went, as express-session wants it; without one the promise tells. */
async function told(outcome: Promise<unknown>, done: Done | undefined): Promise<void> {
  if (!done) {
    await outcome;
    return;
  }
  await outcome.then(
    () => done(),
    (error: unknown) => done(error),
  );
}
