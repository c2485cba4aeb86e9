import { tracingChannel } from "node:diagnostics_channel";

/**
 * The work of the app that takes time, on channels of `node:diagnostics_channel`. As long as nobody listens each costs one
 * check. Whoever listens takes nothing from an operation but the fields that its type names: Node.js adds `result`, which
 * can hold tokens, and `error`. Redis has a channel of its own, `node-redis:command`.
 *
 * @see https://nodejs.org/api/diagnostics_channel.html#class-tracingchannel
 */

/** A request of a browser, from the first router to the end of its answer. */
export interface RequestOperation {
  readonly method: string;
  /** The fields below are there at the end. The route is as the code has it, or the name of what answered. */
  route?: string | undefined;
  /** Undefined if the connection has gone before the answer began. */
  status?: number | undefined;
  correlationId?: string | undefined;
}

/** A call to the tenant, or to Azure for the app's own identity, all its tries together. */
export interface TenantOperation {
  readonly what: "metadata" | "keys" | "token" | "identity";
  readonly method: "GET" | "POST";
  /** The host as the URL has it. */
  readonly server: string;
  /** The id by which Entra's own log knows the call. */
  readonly correlationId?: string | undefined;
  /** That of the last answer; undefined if none came. */
  status?: number | undefined;
  /** Tries after the first. */
  resends: number;
  /** The number after `AADSTS` in a refusal. */
  aadsts?: number | undefined;
}

/** A call to an API in a person's name. */
export interface ApiOperation {
  readonly method: string;
  /** The host of the API's configured address. */
  readonly server: string;
  status?: number | undefined;
  /** Set by who listens: the header for an API of the team's own (Trace Context, section 3.2). */
  traceparent?: string | undefined;
}

/** A command to Redis, of which node-redis tells. It has the arguments too, and nobody looks at them. */
export interface RedisOperation {
  readonly command: string;
  readonly serverAddress: string;
}

export const requests = tracingChannel<unknown, RequestOperation>("entra-app:request");
export const tenantCalls = tracingChannel<unknown, TenantOperation>("entra-app:tenant-call");
export const apiCalls = tracingChannel<unknown, ApiOperation>("entra-app:api-call");
export const redisCommands = tracingChannel<unknown, RedisOperation>("node-redis:command");
