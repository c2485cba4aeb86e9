import type { Dispatcher } from "undici";
import { proxyFor } from "../../config/proxy/proxy.js";

/** Bytes; a discovery document, a key set or a token response has a few thousand. */
const maxResponseSize = 1_000_000;

/** Connections that stay open between calls, a pool for each server. They go through the proxy of the environment. */
export class ConnectionPools {
  readonly #pools = new Map<string, Promise<Dispatcher>>();

  /** Returns the pool for an origin. */
  of(origin: string): Promise<Dispatcher> {
    const pool = this.#pools.get(origin) ?? createPool(origin);
    this.#pools.set(origin, pool);
    return pool;
  }
}

async function createPool(origin: string): Promise<Dispatcher> {
  // Loaded when it is first needed, so that the app starts without it.
  const { Pool, ProxyAgent } = await import("undici");
  const proxy = proxyFor(origin);
  if (!proxy) {
    return new Pool(origin, { maxResponseSize });
  }
  const { protocol, host, port, auth } = proxy;
  const credentials = auth && Buffer.from(`${auth.username}:${auth.password}`).toString("base64");
  return new ProxyAgent({
    uri: `${protocol}//${host}:${port}`,
    ...(credentials && { token: `Basic ${credentials}` }),
    maxResponseSize,
  });
}
