import pTimeout from "p-timeout";
import type { Dispatcher } from "undici";
import { LoggableError } from "../../log/loggableError.js";
import { type TenantOperation, tenantCalls } from "../../telemetry/operations.js";
import { aadstsNumber } from "../errors/authError.js";

/** Milliseconds that the tenant has to connect and answer. */
export const timeLimit = 5_000;

export interface TenantAnswer {
  readonly status: number;
  readonly headers: Dispatcher.ResponseData["headers"];
  readonly text: string;
}

type Headers = Readonly<Record<string, string>>;

interface RequestOptions extends Pick<Dispatcher.RequestOptions, "method" | "body"> {
  readonly headers: Headers;
  readonly signal: AbortSignal;
}

/**
 * The client for every call to the tenant. It follows no redirect: a tenant's endpoints are where its metadata says. A GET
 * that fails is tried once more, within the same time, unless the tenant asks to wait.
 */
export class TenantClient {
  /** A pool for each of the tenant's origins. */
  readonly #pools = new Map<string, Dispatcher>();

  /** Returns the answer, whatever its status; throws if there is none before `signal` is aborted. */
  get(
    url: string,
    what: TenantOperation["what"],
    headers: Headers = {},
    signal = newTimeLimit(),
  ): Promise<TenantAnswer> {
    const operation: TenantOperation = { what, method: "GET", server: hostOf(url), resends: 0 };
    const send = () => this.#send(url, { method: "GET", headers, signal });
    return traced(operation, async () => {
      const answer = await send().catch((error: unknown) => {
        if (signal.aborted) {
          throw error;
        }
      });
      if (answer && answer.status < 500) {
        return answer;
      }
      operation.resends = 1;
      return send();
    });
  }

  /**
   * Returns the answer, whatever its status; throws if there is none in time. It is a request for a token, which the tenant
   * knows by `correlationId`.
   */
  post(url: string, body: string, headers: Headers = {}, correlationId?: string): Promise<TenantAnswer> {
    const operation: TenantOperation = {
      what: "token",
      method: "POST",
      server: hostOf(url),
      correlationId,
      resends: 0,
    };
    return traced(operation, () =>
      this.#send(url, { method: "POST", body, headers, signal: newTimeLimit() }),
    );
  }

  /**
   * Returns the text of a document that is there for everybody.
   *
   * @throws LoggableError if the status of the answer is not 200, and what `get` throws.
   */
  async document(url: string, what: TenantOperation["what"], signal?: AbortSignal): Promise<string> {
    const { status, text } = await this.get(url, what, undefined, signal);
    if (status !== 200) {
      throw new LoggableError(`The server answered with status ${status}.`);
    }
    return text;
  }

  async #send(url: string, options: RequestOptions): Promise<TenantAnswer> {
    const { origin, pathname, search } = new URL(url);
    const pool = this.#pools.get(origin) ?? (await this.#openPool(origin));
    const answer = answerOf(pool.request({ ...options, origin, path: pathname + search }));
    // undici hears of the signal only when a connection stands.
    return pTimeout(answer, { milliseconds: Number.POSITIVE_INFINITY, signal: options.signal });
  }

  async #openPool(origin: string): Promise<Dispatcher> {
    // undici is loaded when it is first needed, so that the app starts without it.
    const { createConnectionPool } = await import("./connectionPool.js");
    const pool = this.#pools.get(origin) ?? createConnectionPool(origin, timeLimit);
    this.#pools.set(origin, pool);
    return pool;
  }
}

/** Tells of a call to whoever listens. */
function traced(operation: TenantOperation, call: () => Promise<TenantAnswer>): Promise<TenantAnswer> {
  return tenantCalls.tracePromise(async () => {
    const answer = await call();
    operation.status = answer.status;
    operation.aadsts = answer.status >= 400 ? aadstsNumber(answer.text) : undefined;
    return answer;
  }, operation);
}

function hostOf(url: string): string {
  return new URL(url).hostname;
}

async function answerOf(response: Promise<Dispatcher.ResponseData>): Promise<TenantAnswer> {
  try {
    const { statusCode, headers, body } = await response;
    return { status: statusCode, headers, text: await body.text() };
  } catch (error) {
    throw refusalOfProxy(error) ?? error;
  }
}

function newTimeLimit(): AbortSignal {
  return AbortSignal.timeout(timeLimit);
}

/** undici says what a proxy answers in its message alone, which no log repeats. */
function refusalOfProxy(error: unknown): LoggableError | undefined {
  const [, status] = (error instanceof Error && /^Proxy response \((\d{3})\)/.exec(error.message)) || [];
  return status === undefined ? undefined : new LoggableError(`The proxy answered with status ${status}.`);
}

/** How a connection says that its time has run out, before the time limit does. */
const timeoutCodes: readonly unknown[] = ["ETIMEDOUT", "UND_ERR_CONNECT_TIMEOUT"];

/** True if a call failed because its time ran out. */
export function isTimeout(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === "TimeoutError" || ("code" in error && timeoutCodes.includes(error.code)))
  );
}
