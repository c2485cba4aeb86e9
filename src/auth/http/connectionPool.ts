import { type Dispatcher, Pool, ProxyAgent } from "undici";
import { proxyFor } from "../../config/proxy/proxy.js";

/** Bytes; a discovery document, a key set or a token response has a few thousand. */
const maxResponseSize = 1_000_000;

/**
 * Returns connections to an origin that stay open between calls. They go through the proxy of the environment, and a server has
 * `timeLimit` milliseconds to take one.
 *
 * @throws ProxyError
 */
export function createConnectionPool(origin: string, timeLimit: number): Dispatcher {
  const proxy = proxyFor(origin);
  if (!proxy) {
    return new Pool(origin, { maxResponseSize, connect: { timeout: timeLimit } });
  }
  const { protocol, host, port, auth } = proxy;
  const credentials = auth && Buffer.from(`${auth.username}:${auth.password}`).toString("base64");
  return new ProxyAgent({
    uri: `${protocol}//${host}:${port}`,
    ...(credentials && { token: `Basic ${credentials}` }),
    maxResponseSize,
    // undici would wait five minutes for a proxy that says nothing.
    clientFactory: (address, options) => new Pool(address, { ...options, headersTimeout: timeLimit }),
  });
}
